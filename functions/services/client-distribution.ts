import {
  bringCards,
  bringClients,
  bringMembers,
  followClient,
  groupsOfBooks,
  leavingToJob,
  markPendingClients,
} from "../../shared/clienteling";
import { bringCustomers, type HeadquartersCustomer } from "../../shared/customers";
import { cachedFor } from "../../shared/platform/cache";
import * as cosmos from "../../shared/platform/cosmos";
import type { Connections } from "./connections";

export type ClientDistribution = ReturnType<typeof clientDistribution>;

/** How copies and cards of customers in client books get to the channel database groups at once. */
export function clientDistribution({ common, cacheMs, impatient, channels, realTime }: Connections) {
  const cards = cosmos.cosmosClientBookCards(channels);
  const copies = cosmos.cosmosChannelCopies(channels);
  const groups = cachedFor(cacheMs, groupsOfBooks(cosmos.cosmosConfigurationStore(impatient)));
  const findKnown = cosmos.cosmosFindKnownCustomers(impatient);
  const memberships = cosmos.cosmosMemberships(impatient);
  const bring = bringClients({
    groupsOfBooks: () => realTime(() => groups("all")),
    findKnown: (customerIds) => realTime(() => findKnown(customerIds)),
    bringCustomers: bringCustomers({ ...common, copies, channelCustomers: cosmos.cosmosChannelCustomers(channels) }),
    bringCards: bringCards(cards),
  });
  const follow = followClient({
    memberships: { find: (customerIds) => realTime((signal) => memberships.find(customerIds, signal)) },
    bringClients: bring,
  });
  return {
    /** For tasks, which try again. */
    followClientToTheEnd: follow,
    followClient: (known: HeadquartersCustomer) => leavingToJob(common.log, () => follow(known)),
    bringMembers: bringMembers({
      ...common,
      bringCards: bringCards(cards),
      bringClients: bring,
      markPendingClients: markPendingClients(copies),
    }),
  };
}
