import type { ChannelInsights } from "./channel-insights";

/** The selected measures that Customer Insights has of one customer, by name; what it does not have is left out. */
export type Measures = Readonly<Record<string, string | number | boolean>>;

/**
 * `unknownCustomer` when Customer Insights does not know the account number, `unavailable` when it did not say in time.
 */
export type MeasuresAnswer = Measures | "unknownCustomer" | "unavailable";

/**
 * The measures of customers by account number, with an answer for each of them. Never rejects, and is back within the
 * deadline (`CUSTOMER_INSIGHTS_DEADLINE_MS`), whatever state Customer Insights, Entra or Key Vault are in (I5).
 */
export type ReadMeasures = (
  insights: ChannelInsights,
  accountNumbers: readonly string[],
) => Promise<ReadonlyMap<string, MeasuresAnswer>>;
