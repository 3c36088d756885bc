export { type AdministratorAction, type AdministratorActions, administratorAction } from "./administrator-action";
export { type Attribute, type AttributeValue, attributeFault } from "./attribute";
export type { ChangeConfigurationPorts } from "./change-configuration";
export {
  type ChannelConfiguration,
  type ChannelConfigurationStore,
  type ConfigurationJobId,
  type ConfigurationPart,
  channelConfiguration,
  configurationParts,
  type DistributedParts,
  type FindChannelConfiguration,
  type HeldPart,
  type VersionedPart,
} from "./channel-configuration";
export {
  type Channel,
  type CollectionItem,
  type CollectionName,
  collections,
  customerType,
  type DefaultCustomer,
  receiptPreference,
} from "./collections";
export { type ConfigurationChange, changeEntry, configurationChange } from "./configuration-change";
export type {
  ConfigurationHead,
  ConfigurationStore,
  HeadquartersConfiguration,
  ItemPage,
  PageRequest,
} from "./configuration-store";
export { type Distribution, type DistributionPorts, distributeConfiguration } from "./distribute-configuration";
export { downloadJobIds } from "./download-jobs";
export { type FeatureId, type Features, featureIds } from "./features";
export { configurationId, countryCode, currencyCode, email, languageTag, line, text } from "./identifiers";
export type { ItemChange, Stored } from "./item-change";
export { type NumberSequence, remainingNumbers } from "./number-sequence";
export { formatNumber, type NextNumber, type NumberBlock, type NumberSequences, nextNumber } from "./number-sequences";
export { type ItemAddress, type PutConfiguration, putConfiguration } from "./put-configuration";
export { type Reference, references } from "./references";
export { type RemoveConfiguration, removeConfiguration } from "./remove-configuration";
export { saveWarnings, sequenceWarnings } from "./save-warnings";
export {
  type FeatureState,
  type ReadFeature,
  type ReadFeatures,
  readFeature,
  readFeatures,
  type SetFeature,
  setFeature,
} from "./set-feature";
