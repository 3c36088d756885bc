import { randomUUID } from "node:crypto";
import {
  admitCustomer,
  changeAtHeadquarters,
  changeHeadquartersCustomer,
  createAtHeadquarters,
  createCustomer,
  createSynchronously,
  duplicateSearch,
  getCustomer,
  keepPending,
  offlineCustomerRequest,
  type RealTimeService,
  synchronizeCustomer,
  uploadOfflineCustomer,
} from "../../../shared/customers";
import type { CreateCustomerRequest } from "../../../shared/customers/creation/create-request";
import type { OnDuplicate } from "../../../shared/customers/duplicates/refuse-duplicates";
import type { ChannelConfiguration } from "../../../shared/headquarters";
import { nextNumber } from "../../../shared/headquarters";
import { realTimeService } from "../../../shared/platform/real-time/real-time-service";
import { recordingLog } from "../log";
import { channel } from "./houston";
import { type Before, memoryChannel, memoryHeadquarters, memorySignals } from "./memory";

interface Faults {
  readonly channel?: Before;
  readonly headquarters?: Before;
  readonly signals?: Before;
  /** Affiliations that headquarters knows. */
  readonly affiliations?: readonly string[];
  /** How long headquarters may take. */
  readonly deadlineMs?: number;
}

const format = "00-########";
const actor = "worker:000160";

/** The use cases of the main job on ports in memory, with a clock that the test moves. */
export function store(faults: Faults = {}) {
  const log = recordingLog();
  const followed: string[] = [];
  const channelDatabase = memoryChannel(faults.channel);
  const headquarters = memoryHeadquarters(faults.headquarters);
  const signals = memorySignals(faults.signals);
  let time = Date.parse("2026-03-01T09:00:00Z");
  let next = 1;
  const takeBlock = async () => {
    next += 5;
    return { format, first: next - 5, last: next - 1, remaining: 1_000_000 };
  };
  const common = { log, now: () => new Date(time), newId: () => randomUUID() as string };
  const rulesOf = async () => ({
    accountSequenceId: "customer-account",
    customerGroupIds: new Set(["10", "30"]),
    affiliationIds: new Set(faults.affiliations ?? ["loyal-shopper", "vip"]),
  });
  const ports = {
    ...common,
    channelCustomers: channelDatabase.port,
    headquartersCustomers: headquarters.port,
    signals: signals.port,
    customerKeys: headquarters.keys,
    admitCustomer: admitCustomer({
      rulesOf,
      customerKeys: headquarters.keys,
      nextNumber: nextNumber({ takeBlock }, log),
      log,
    }),
    duplicates: duplicateSearch({
      findAtHeadquarters: headquarters.findAtHeadquarters,
      findInChannel: channelDatabase.findInChannel,
    }),
  };
  const { deadlineMs = 5_000 } = faults;
  const realTime: RealTimeService = realTimeService({ deadlineMs, failures: 1_000, pauseMs: 1 });
  const creating = {
    ...ports,
    getCustomer: getCustomer({ ...ports, realTime }),
    keepPending: keepPending({ ...ports, signalGraceMs: 60_000 }),
    createSynchronously: createSynchronously({ ...ports, realTime }),
    headquartersLocks: headquarters.locks,
    locksOf: () => channelDatabase.locks,
    async pause() {
      time += 10;
    },
    realTime,
    hashSecret: "a secret of at least thirty-two characters",
  };
  const create = createCustomer(creating);
  const upload = uploadOfflineCustomer(creating);
  return {
    channel: channelDatabase,
    headquarters,
    signals,
    log,
    /** Customers whose client books were told of a change, in order. */
    followed,
    create: async (request: CreateCustomerRequest, where = channel(), idempotencyKey?: string) =>
      (await create({ channel: where, request, idempotencyKey, actor })).copy,
    /** The same, with what was found of others. */
    createLooking: (
      request: CreateCustomerRequest,
      onDuplicate: OnDuplicate,
      where = channel(),
      idempotencyKey?: string,
    ) => create({ channel: where, request, idempotencyKey, actor, onDuplicate }),
    upload: (request: object, where: ChannelConfiguration = channel()) =>
      upload({ channel: where, request: offlineCustomerRequest.parse(request), actor }),
    synchronize: (customerId: string) => synchronizer({ channelDatabaseGroupId: "default", customerId }),
    pass: (ms: number) => {
      time += ms;
    },
    now: () => new Date(time),
  };

  function synchronizer(signal: { channelDatabaseGroupId: string; customerId: string }) {
    const retryPolicy = { firstDelayMs: 1_000, longestDelayMs: 300_000, giveUpAfterMs: 24 * 3_600_000 };
    return synchronizeCustomer({
      ...ports,
      followClient: async ({ customer: { customerId } }) => void followed.push(customerId),
      createAtHeadquarters: createAtHeadquarters(ports),
      changeAtHeadquarters: changeAtHeadquarters({
        ...ports,
        changeHeadquartersCustomer: changeHeadquartersCustomer(ports),
      }),
      retryPolicy,
    })(signal);
  }
}
