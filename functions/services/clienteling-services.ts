import {
  addRecord,
  addToClientBook,
  bookOf,
  cardViews,
  changeClientBookAttributes,
  changeMemberships,
  clientBookRules,
  findCustomers,
  getCard,
  keepRecords,
  listCards,
  listClientBook,
  listDueFollowUps,
  listStoreClientBooks,
  readBooks,
  reassignCustomers,
  recordActivity,
  removeFromClientBook,
  suggestCustomers,
} from "../../shared/clienteling";
import type { ReadMeasures } from "../../shared/customer-insights";
import type { GetCustomer } from "../../shared/customers";
import { nextNumber } from "../../shared/headquarters";
import { cachedFor } from "../../shared/platform/cache";
import * as cosmos from "../../shared/platform/cosmos";
import type { ClientDistribution } from "./client-distribution";
import type { Connections } from "./connections";

/** Client books: kept at headquarters, listed from the channel. */
export function clientelingServices(
  connections: Connections,
  { getCustomer }: { readonly getCustomer: GetCustomer },
  { bringMembers }: Pick<ClientDistribution, "bringMembers">,
  readMeasures: ReadMeasures,
) {
  const { common, cacheMs, headquarters, impatient, channels, realTime } = connections;
  const cards = cosmos.cosmosClientBookCards(channels);
  const copies = cosmos.cosmosChannelCopies(channels);
  const rulesOf = cachedFor(cacheMs, clientBookRules(cosmos.cosmosConfigurationStore(impatient)));
  const nextClientBookNumber = nextNumber(cosmos.cosmosNumberSequences(headquarters), common.log);
  const memberships = cosmos.cosmosMemberships(impatient);
  const records = cosmos.cosmosCustomerRecords(impatient);
  const headquartersCustomers = cosmos.cosmosHeadquartersCustomers(impatient, cosmos.cosmosCustomerKeys(impatient));
  const views = cardViews(readMeasures);
  const ports = {
    ...common,
    getCustomer,
    rulesOf,
    findCustomers: findCustomers({ copies, getCustomer }),
    findKnownCustomers: cosmos.cosmosFindKnownCustomers(impatient),
    bookOf: bookOf({
      clientBooks: cosmos.cosmosClientBooks(impatient),
      rulesOf,
      nextNumber: nextClientBookNumber,
      realTime,
    }),
    realTime,
    memberships,
    records,
    headquartersCustomers,
    addRecord: addRecord({ ...common, records, headquartersCustomers, realTime }),
    cards,
    listStoreCustomers: cosmos.cosmosStoreCustomers(channels),
    changeMemberships: changeMemberships({ memberships, realTime }),
    bringMembers,
    readBooks: readBooks({ cards, copies }),
    cardViews: views,
    listCards: listCards({ ...common, cardViews: views }),
  };
  return {
    listClientBook: listClientBook(ports),
    addToClientBook: addToClientBook(ports),
    removeFromClientBook: removeFromClientBook(ports),
    getCard: getCard(ports),
    changeClientBookAttributes: changeClientBookAttributes(ports),
    listStoreClientBooks: listStoreClientBooks(ports),
    reassignCustomers: reassignCustomers(ports),
    recordActivity: recordActivity(ports),
    keepRecords: keepRecords(ports),
    listDueFollowUps: listDueFollowUps(ports),
    suggestCustomers: suggestCustomers(ports),
  };
}
