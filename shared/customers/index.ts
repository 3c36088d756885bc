export {
  type AdmitCustomer,
  admitCustomer,
  type FindLegalEntityRules,
  type LegalEntityRules,
} from "./admit-customer";
export type { ChangedCustomers, ChannelCopies, HeadquartersChanges, OverdueOperations } from "./channel-copies";
export type {
  AsyncReason,
  ChannelCustomer,
  ChannelCustomers,
  PendingWork,
  StoredChannelCustomer,
  StoredOperation,
  SyncState,
  SyncTimeline,
} from "./channel-customers";
export { type CreateCustomer, createCustomer } from "./create-customer";
export { type CreateCustomerRequest, createCustomerRequest } from "./create-request";
export { address, type Customer, customer, email, phone } from "./customer";
export { type CustomerView, customerEtag, customerView, viewOf } from "./customer-view";
export { type GetCustomer, getCustomer } from "./get-customer";
export type { AccountNumberClaims, HeadquartersCustomer, HeadquartersCustomers } from "./headquarters-customers";
export { type Inherited, prefilledForm } from "./inherited";
export { keepPending } from "./keep-pending";
export { legalEntityRules } from "./legal-entity-rules";
export { type Operation, operation } from "./operation";
export type { RealTimeService } from "./real-time-service";
export type { RetryPolicy } from "./retry-policy";
export {
  type SearchChannelCustomers,
  type SearchCustomers,
  type SearchHeadquartersCustomers,
  type SearchHit,
  type SearchPage,
  type SearchRequest,
  searchCustomers,
} from "./search-customers";
export { accountNumberKey, type MatchedOn, searchKeys } from "./search-keys";
export type { Criterion, SearchCriteria, SearchTerm, TermGroup } from "./search-terms";
export {
  type SynchronizationSignal,
  type SynchronizationSignals,
  synchronizationSignal,
} from "./synchronization-signals";
export { type SynchronizeCustomer, synchronizeCustomer } from "./synchronize-customer";
export { synchronizedCopy } from "./synchronized-copy";
