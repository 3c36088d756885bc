import type { Measure } from "../../customer-insights";

/** Every measure that is there of a customer, by name. */
export type CustomerMeasures = Readonly<Record<string, unknown>>;

/** The same questions to either API. Both reject with `dependency-unavailable`. */
export interface InsightsSource {
  listMeasures(): Promise<readonly Measure[]>;
  /** By account number; who is not in the answer is not known there. At most `batchSize` at once. */
  findCustomers(accountNumbers: readonly string[]): Promise<ReadonlyMap<string, CustomerMeasures>>;
}

export const batchSize = 50;
