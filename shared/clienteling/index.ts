export { type AddResult, type AddToClientBook, addToClientBook } from "./books/add-to-client-book";
export { bookOf, clientBookRules } from "./books/book-of";
export { type BringMembers, bringMembers } from "./books/bring-members";
export { changeClientBookAttributes } from "./books/change-client-book-attributes";
export { changeMemberships } from "./books/change-memberships";
export { followCustomer, type KeptOfCustomer } from "./books/follow-customer";
export { markPendingClients } from "./books/mark-pending-clients";
export { reassignCustomers } from "./books/reassign-customers";
export { type RemoveFromClientBook, removeFromClientBook } from "./books/remove-from-client-book";
export { type BringCards, bringCards } from "./cards/bring-cards";
export { type BringClients, bringClients } from "./cards/bring-clients";
export { card } from "./cards/card";
export type { CardChange, ClientBookCards, HeldBook, HeldCard } from "./cards/client-book-cards";
export { type FindClients, type FindKnownCustomers, findClients } from "./cards/find-clients";
export { followClient, leavingToJob } from "./cards/follow-client";
export { type GroupsOfBooks, groupsOfBooks, holdsAny } from "./cards/groups-of-books";
export { readBooks } from "./cards/read-books";
export { type ClientBook, type ClientBooks, clientBook } from "./client-book";
export { findCustomers } from "./find-customers";
export { isAttributeParameter } from "./listing/attribute-filter";
export { cardDetail, cardView } from "./listing/card-view";
export { cardViews } from "./listing/card-views";
export { facet } from "./listing/facets";
export { getCard } from "./listing/get-card";
export { listCards } from "./listing/list-cards";
export { type ListClientBook, listClientBook } from "./listing/list-client-book";
export { listStoreClientBooks } from "./listing/list-store-client-books";
export { type ListStoreCustomers, suggestCustomers, suggestion } from "./listing/suggest-customers";
export {
  type Membership,
  type Memberships,
  type MembersOfClientBooks,
  membership,
  type StoredMembership,
} from "./membership";
export { addRecord } from "./records/add-record";
export {
  type Activity,
  type CustomerRecord,
  customerRecord,
  type FollowUp,
  followUp,
  type Note,
  type RecordKind,
  type RecordOf,
  workerOfActor,
} from "./records/customer-record";
export type { CustomerRecords, RecordsRequest } from "./records/customer-records";
export { keepRecords } from "./records/keep-records";
export { listDueFollowUps } from "./records/list-due-follow-ups";
export { recordActivity } from "./records/record-activity";
