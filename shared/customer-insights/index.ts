export { type ChannelInsights, channelInsights, channelInsightsOf } from "./channel-insights";
export {
  type ConfigureInsightsPorts,
  type PutInsights,
  putInsights,
  type ValidateInsights,
  validateInsights,
} from "./configure-insights";
export { type ExpiryWarningPorts, expiryWarnings } from "./expiry-warnings";
export type {
  InsightsStore,
  InsightsTrial,
  Measure,
  ReadSecretState,
  SavedInsights,
  SecretState,
  TryInsights,
} from "./ports";
export type { Measures, MeasuresAnswer, ReadMeasures } from "./read-measures";
export {
  type InsightsConnection,
  type InsightsSettings,
  insightsConnection,
  insightsSettings,
  insightsValidation,
  type StoredInsights,
  storedInsights,
} from "./settings";
