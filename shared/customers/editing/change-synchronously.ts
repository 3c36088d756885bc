import { Failure, isFailure } from "../../failure";
import type { Log } from "../../log";
import type { ChannelCustomer, ChannelCustomers, PendingWork, StoredChannelCustomer } from "../channel-customers";
import type { FollowClient } from "../follow-client";
import type { HeadquartersCustomer, HeadquartersCustomers } from "../headquarters-customers";
import type { RealTimeService } from "../real-time-service";
import { synchronizedCopy } from "../synchronization/synchronized-copy";
import type { ChangeHeadquartersCustomer } from "./change-headquarters-customer";
import type { ChangeRequest } from "./change-request";
import type { CustomerChange } from "./customer-change";
import { conditionFailed, matches } from "./if-match";
import { isLiving, requireLiving } from "./require-living";

export interface ChangeSynchronouslyPorts {
  readonly channelCustomers: ChannelCustomers;
  readonly headquartersCustomers: HeadquartersCustomers;
  readonly changeHeadquartersCustomer: ChangeHeadquartersCustomer;
  readonly followClient: FollowClient;
  readonly realTime: RealTimeService;
  readonly log: Log;
  now(): Date;
  newId(): string;
}

/**
 * Changes a customer at headquarters, then its copy (E1), and then what client books show of it. A crash in between, or a
 * channel database that is away then, leaves a stale copy: job 1010 brings it, and every change looks at headquarters
 * first. Answers undefined when somebody changed the customer at the same moment.
 */
export type ChangeSynchronously = (request: ChangeRequest) => Promise<ChannelCustomer | undefined>;

/** How often a copy that others keep writing is tried; then job 1010 brings it. */
const mostTries = 3;

export function changeSynchronously(ports: ChangeSynchronouslyPorts): ChangeSynchronously {
  const {
    channelCustomers,
    headquartersCustomers,
    changeHeadquartersCustomer,
    followClient,
    realTime,
    log,
    now,
    newId,
  } = ports;

  return async ({ channel: { channelId }, customer: found, actor, ifMatch, plan }) => {
    const { customerId } = found.customer;
    const begun = performance.now();
    const toChange = await realTime((signal) => headquartersCustomers.findToChange(customerId, signal), begun);
    if (toChange === undefined) throw new Failure("not-found", "Headquarters does not know the customer.");
    const { known, isClient } = toChange;
    const work = await ownWork(found);
    const before = copyOf(known, work);
    if (!isLiving(known.customer) || !matches(ifMatch, before)) await bringCopy(known, work);
    requireLiving(known.customer);
    if (!matches(ifMatch, before)) throw conditionFailed();
    const change = plan(before.customer);
    if (change === undefined) return before;
    requireKnownAddress(change, known);
    const asked = { known, change, changeId: newId(), actor, channelId };
    const changed = await realTime((signal) => changeHeadquartersCustomer(asked, signal), begun);
    if (changed === undefined) return undefined;
    await bringCopy(changed, work);
    if (isClient) await followClient(changed);
    return copyOf(changed, work);
  };

  /** The copy and the channel's own open operations, which go on to show; most customers have none. */
  async function ownWork(found: StoredChannelCustomer): Promise<PendingWork & { copy: StoredChannelCustomer }> {
    if (found.openOperationCount === 0) return { copy: found, operations: [] };
    const { copy = found, operations } = await channelCustomers.pendingWork(
      found.channelDatabaseGroupId,
      found.customer.customerId,
    );
    return { copy, operations };
  }

  function copyOf(known: HeadquartersCustomer, { copy, operations }: Awaited<ReturnType<typeof ownWork>>) {
    return synchronizedCopy(known, copy.channelDatabaseGroupId, now(), copy, operations);
  }

  /** What somebody else writes at the same moment, job 1010 say, may be older than what headquarters has now. */
  async function bringCopy(known: HeadquartersCustomer, read: PendingWork & { copy: StoredChannelCustomer }) {
    const { customerId } = known.customer;
    try {
      let work = read;
      for (let tries = 0; tries < mostTries && work.copy.revision < known.revision; tries += 1) {
        if (await channelCustomers.replaceCopy({ ...copyOf(known, work), etag: work.copy.etag })) return;
        const { copy = work.copy, operations } = await channelCustomers.pendingWork(
          work.copy.channelDatabaseGroupId,
          customerId,
        );
        work = { copy, operations };
      }
    } catch (error) {
      if (!isFailure(error, "channel-database-unavailable")) throw error;
      log.warn("customer.copy-left-to-1010", { customerId });
    }
  }
}

/** An address that is still on its way to headquarters cannot be changed there. */
function requireKnownAddress({ kind, payload }: CustomerChange, { customer }: HeadquartersCustomer): void {
  if (kind !== "changeAddress" && kind !== "removeAddress") return;
  if (customer.addresses.some(({ addressId }) => addressId === payload.addressId)) return;
  throw new Failure("customer-pending-sync", "The address is on its way to headquarters; try again in a moment.");
}
