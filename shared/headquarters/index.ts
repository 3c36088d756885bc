export {
  type ChannelConfiguration,
  type ChannelConfigurationStore,
  type ConfigurationJobId,
  type ConfigurationPart,
  channelConfiguration,
  configurationParts,
  type DistributedParts,
  type FindChannelConfiguration,
} from "./channel-configuration";
export {
  type Channel,
  type CollectionItem,
  type CollectionName,
  collections,
  customerType,
  type DefaultCustomer,
  type NumberSequence,
  receiptPreference,
} from "./collections";
export type { ConfigurationStore, Stored } from "./configuration-store";
export { type DistributedCount, distributeConfiguration, readConfiguration } from "./distribute-configuration";
export { type FeatureId, type Features, featureIds } from "./features";
export { configurationId, countryCode, currencyCode, languageTag, line, text } from "./identifiers";
export { formatNumber, type NextNumber, type NumberBlock, type NumberSequences, nextNumber } from "./number-sequences";
export type { HeadquartersConfiguration } from "./part-builders";
export {
  type PutConfiguration,
  putConfiguration,
  type RemoveConfiguration,
  removeConfiguration,
} from "./put-configuration";
export { remainingNumbers } from "./put-number-sequence";
export { type Reference, references } from "./references";
export { saveWarnings } from "./save-warnings";
export { type ReadFeatures, readFeatures, type SetFeature, setFeature } from "./set-feature";
