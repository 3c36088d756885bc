export {
  type FindForAdministrator,
  findForAdministrator,
} from "./administration/find-for-administrator";
export {
  type CustomerHistory,
  type GetCustomerWithHistory,
  getCustomerWithHistory,
} from "./administration/get-customer-with-history";
export {
  customerWithHistory,
  headquartersCustomerView,
  headquartersViewOf,
} from "./administration/headquarters-view";
export { type Actor, type AuditEntry, auditEntry } from "./audit";
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
export {
  type AdmitCustomer,
  admitCustomer,
  type FindLegalEntityRules,
  type LegalEntityRules,
} from "./creation/admit-customer";
export { type CreateCustomer, createCustomer } from "./creation/create-customer";
export { addressRequest, type CreateCustomerRequest, createCustomerRequest } from "./creation/create-request";
export { createSynchronously } from "./creation/create-synchronously";
export type { CreatedCustomer } from "./creation/creation";
export { type Inherited, prefilledForm } from "./creation/inherited";
export { keepPending } from "./creation/keep-pending";
export { legalEntityRules } from "./creation/legal-entity-rules";
export { creationFaults } from "./creation/new-customer";
export { type OfflineCustomerRequest, offlineCustomerRequest } from "./creation/offline-request";
export { type UploadOfflineCustomer, uploadOfflineCustomer } from "./creation/upload-offline-customer";
export { address, type Customer, customer, email, loyaltyCard, phone } from "./customer";
export type { CustomerKey, CustomerKeys } from "./customer-keys";
export { type CustomerView, customerEtag, customerView, viewOf } from "./customer-view";
export { type CreationLocks, type KeysToHold, longestHoldMs } from "./duplicates/creation-locks";
export {
  type Candidate,
  type DuplicateSearchPorts,
  duplicateSearch,
  type KeySearch,
} from "./duplicates/duplicate-search";
export { detailed } from "./duplicates/refuse-duplicates";
export { appendOperation } from "./editing/append-operation";
export { isSameCard, withCheckDigit } from "./editing/card-number";
export { type ChangeCustomer, type ChangedCustomer, changeCustomer } from "./editing/change-customer";
export {
  type ChangeHeadquartersCustomer,
  changeHeadquartersCustomer,
} from "./editing/change-headquarters-customer";
export type { ChangeRequest } from "./editing/change-request";
export { changeSynchronously } from "./editing/change-synchronously";
export {
  changeAddressRequest,
  editCustomerRequest,
  loyaltyCardRequest,
  replaceAffiliationsRequest,
} from "./editing/edit-request";
export { addressOf, planAddressChange, planAddressRemoval, planNewAddress } from "./editing/plan-address";
export { planAffiliations } from "./editing/plan-affiliations";
export { planEdit } from "./editing/plan-edit";
export { planLoyaltyCard } from "./editing/plan-loyalty-card";
export { requireFreeCard } from "./editing/require-free-card";
export type { FollowClient } from "./follow-client";
export { type FindCustomer, findCustomer, type GetCustomer, getCustomer } from "./get-customer";
export {
  type FoundToChange,
  type HeadquartersCustomer,
  type HeadquartersCustomers,
  type PossibleDuplicate,
  possibleDuplicate,
  type StoredHeadquartersCustomer,
} from "./headquarters-customers";
export { type CarryOutMerge, carryOutMerge } from "./merging/carry-out-merge";
export { type MergeCustomers, mergeCustomers } from "./merging/merge-customers";
export { type MergeInput, mergeInput } from "./merging/merge-input";
export type { ClientelingMoves } from "./merging/survivor";
export {
  type CountOperations,
  countOperations,
  type OperationCounter,
  type OperationCounts,
  operationCounts,
} from "./operations/count-operations";
export { type FailDeadLettered, failDeadLettered } from "./operations/fail-dead-lettered";
export {
  type GetOperation,
  getOperation,
  type ListOperations,
  listOperations,
} from "./operations/list-operations";
export type {
  OpenOperations,
  OperationLog,
  OperationPage,
  OperationQuery,
  StoredListedOperation,
} from "./operations/operation-log";
export { type OperationView, operationView } from "./operations/operation-view";
export { type RepairOperation, repairOperation } from "./operations/repair-operation";
export { type OperationRepair, operationRepair } from "./operations/repair-request";
export { type SynchronizeOperation, synchronizeOperation } from "./operations/synchronize-operation";
export { type SynchronizeOperations, synchronizeOperations } from "./operations/synchronize-operations";
export { type KeepUnreadable, keepUnreadable } from "./operations/unreadable-message";
export { eraseCustomer } from "./privacy/erase-customer";
export { type ErasePerson, erasePerson } from "./privacy/erase-person";
export { type ExportCustomer, exportCustomer } from "./privacy/export-customer";
export type { RealTimeService } from "./real-time-service";
export {
  type SearchChannelCustomers,
  type SearchCustomers,
  type SearchHeadquartersCustomers,
  type SearchHit,
  type SearchPage,
  type SearchRequest,
  searchCustomers,
} from "./search/search-customers";
export { accountNumberKey, type MatchedOn, searchKeys } from "./search/search-keys";
export {
  asName,
  type Criterion,
  matchOf,
  optionalSearchTerms,
  type SearchCriteria,
  type SearchTerm,
  searchTerms,
  type TermGroup,
} from "./search/search-terms";
export { announceOperation } from "./synchronization/announce-operation";
export {
  type BringCustomers,
  type BringCustomersPorts,
  bringCustomers,
} from "./synchronization/bring-customers";
export { type ChangeAtHeadquarters, changeAtHeadquarters } from "./synchronization/change-at-headquarters";
export type {
  ChangedCustomers,
  ChannelCopies,
  CustomersOfAddressBooks,
  HeadquartersChanges,
  HeldCopy,
  OverdueOperations,
} from "./synchronization/channel-copies";
export { type CreateAtHeadquarters, createAtHeadquarters } from "./synchronization/create-at-headquarters";
export {
  type CreateOperation,
  type ListedOperation,
  listedOperation,
  type Operation,
  operation,
  operationState,
} from "./synchronization/operation";
export { type RefreshCopies, refreshCopies } from "./synchronization/refresh-copies";
export type { RetryPolicy } from "./synchronization/retry-policy";
export {
  type SynchronizationSignal,
  type SynchronizationSignals,
  synchronizationSignal,
} from "./synchronization/synchronization-signals";
export { type SynchronizeCustomer, synchronizeCustomer } from "./synchronization/synchronize-customer";
export { synchronizedCopy } from "./synchronization/synchronized-copy";
export { findByEmail } from "./upserting/find-by-email";
export { type UpsertCustomer, upsertCustomer } from "./upserting/upsert-customer";
export { type ChannelVisibility, channelVisibility } from "./visibility/channel-visibility";
export { type ExplainVisibility, explainVisibility } from "./visibility/explain-visibility";
