import { setTimeout as delay } from "node:timers/promises";
import {
  changeAtHeadquarters,
  changeHeadquartersCustomer,
  createAtHeadquarters,
  createCustomer,
  createSynchronously,
  duplicateSearch,
  getCustomer,
  keepPending,
  searchCustomers,
  synchronizeCustomer,
  uploadOfflineCustomer,
} from "../../shared/customers";
import * as cosmos from "../../shared/platform/cosmos";
import type { Settings } from "../../shared/platform/settings";
import { traced } from "../../shared/platform/telemetry";
import type { ClientDistribution } from "./client-distribution";
import type { Connections } from "./connections";
import type { CustomerAdmission } from "./customer-admission";
import { editingServices } from "./editing-services";

export function customerServices(
  settings: Settings,
  connections: Connections,
  admitting: CustomerAdmission,
  { followClient }: Pick<ClientDistribution, "followClient">,
) {
  const { common, impatient, channels, signals, realTime } = connections;
  const shared = {
    ...common,
    followClient,
    channelCustomers: cosmos.cosmosChannelCustomers(channels),
    signals,
    realTime,
  };
  const atTheTill = { ...shared, ...admitting(impatient), ...lookingForDuplicates(impatient, channels) };
  const patient = {
    ...common,
    ...admitting(connections.headquarters),
    ...lookingForDuplicates(connections.headquarters, channels),
  };
  const get = getCustomer(atTheTill);
  const signalGraceMs = settings.SIGNAL_GRACE_SECONDS * 1000;
  const creating = {
    ...atTheTill,
    getCustomer: get,
    createSynchronously: createSynchronously(atTheTill),
    headquartersLocks: cosmos.cosmosHeadquartersCreationLocks(impatient),
    locksOf: (groupId: string) => cosmos.cosmosChannelCreationLocks(channels, groupId),
    pause: () => delay(10 + 30 * Math.random()),
    keepPending: traced(
      "customer.keep-pending",
      ({ customer: { customerId, channelId } }) => ({ customerId, channelId }),
      keepPending({ ...shared, signalGraceMs }),
    ),
    hashSecret: settings.IDEMPOTENCY_HASH_SECRET,
  };
  return {
    getCustomer: get,
    ...editingServices({ ...atTheTill, signalGraceMs }),
    createCustomer: createCustomer(creating),
    uploadOfflineCustomer: uploadOfflineCustomer(creating),
    searchCustomers: searchCustomers({
      ...shared,
      searchChannel: cosmos.cosmosSearchChannelCustomers(channels),
      searchHeadquarters: cosmos.cosmosSearchHeadquartersCustomers(impatient),
    }),
    synchronizeCustomer: traced(
      "customer.synchronize",
      ({ customerId, channelDatabaseGroupId }) => ({ customerId, channelDatabaseGroupId }),
      synchronizeCustomer({
        ...shared,
        createAtHeadquarters: createAtHeadquarters(patient),
        changeAtHeadquarters: changeAtHeadquarters({
          ...patient,
          changeHeadquartersCustomer: changeHeadquartersCustomer(patient),
        }),
        retryPolicy: {
          firstDelayMs: settings.SYNCHRONIZATION_FIRST_RETRY_MS,
          longestDelayMs: settings.SYNCHRONIZATION_LONGEST_RETRY_MS,
          giveUpAfterMs: settings.SYNCHRONIZATION_GIVE_UP_HOURS * 3_600_000,
        },
      }),
    ),
  };
}

function lookingForDuplicates(headquarters: cosmos.HeadquartersDatabase, channels: cosmos.ChannelsDatabase) {
  const ports = cosmos.cosmosFindDuplicates(headquarters, channels);
  return { duplicates: duplicateSearch(ports), findInChannel: ports.findInChannel };
}
