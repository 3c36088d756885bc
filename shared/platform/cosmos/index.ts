export { cosmosAdministratorActions } from "./administrator-actions";
export { cosmosChannelConfigurationStore } from "./channel-configuration-store";
export { cosmosChannelCopies } from "./channel-copies";
export { cosmosChannelCustomers } from "./channel-customers";
export { cosmosClientBookCards } from "./client-book-cards";
export { cosmosClientBooks } from "./client-books";
export { cosmosConfigurationStore } from "./configuration-store";
export { cosmosChannelCreationLocks, cosmosHeadquartersCreationLocks } from "./creation-locks";
export { cosmosCustomerHistory } from "./customer-history";
export { cosmosCustomerKeys } from "./customer-keys";
export { cosmosCustomerRecords } from "./customer-records";
export { cosmosSearchChannelCustomers, cosmosSearchHeadquartersCustomers } from "./customer-search";
export { cosmosCustomersOfAddressBooks } from "./customers-of-address-books";
export {
  type ChannelsDatabase,
  channelsDatabase,
  type DatabaseSettings,
  type HeadquartersDatabase,
  headquartersDatabase,
} from "./databases";
export { cosmosFindDuplicates } from "./find-duplicates";
export { cosmosHeadquartersChanges } from "./headquarters-changes";
export { cosmosHeadquartersCustomers } from "./headquarters-customers";
export { cosmosJobStore } from "./job-store";
export { cosmosFindKnownCustomers } from "./known-customers";
export { cosmosMembersOfClientBooks } from "./members-of-client-books";
export { cosmosMemberships } from "./memberships";
export { cosmosNumberSequences } from "./number-sequences";
export { cosmosOperationCounter } from "./operation-counter";
export { cosmosOperationLog } from "./operation-log";
export { cosmosOverdueOperations } from "./overdue-operations";
export { cosmosRowResults } from "./row-results";
export { cosmosStoreCustomers } from "./store-customers";
export { cosmosTaskStore } from "./task-store";
