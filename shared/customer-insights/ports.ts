import type { InsightsConnection, StoredInsights } from "./settings";

export interface SavedInsights {
  readonly item: StoredInsights;
  /** Changes with every write. */
  readonly etag: string;
}

/** Where headquarters keeps the settings. Rejects with `headquarters-unavailable`. */
export interface InsightsStore {
  find(): Promise<SavedInsights | undefined>;
  /** With an audit entry. Rejects with `precondition-failed` when `ifMatch` is given and lost. */
  put(actor: string, item: StoredInsights, ifMatch?: string): Promise<SavedInsights>;
}

export interface Measure {
  readonly name: string;
  readonly label: string;
}

/**
 * The steps to Customer Insights, each for real and past every cache. They reject with `dependency-unavailable`, whose
 * message tells an administrator why, without secrets.
 */
export interface InsightsTrial {
  readSecret(): Promise<void>;
  getToken(): Promise<void>;
  listMeasures(): Promise<readonly Measure[]>;
  /** Looks customers up by `alternateCustomerId`. */
  findCustomers(): Promise<void>;
}
export type TryInsights = (connection: InsightsConnection) => InsightsTrial;

export interface SecretState {
  readonly state: "valid" | "nearExpiry" | "expired" | "unreadable";
  /** Undefined when the secret never expires, or cannot be read. */
  readonly expiresOn: Date | undefined;
  readonly daysLeft: number | undefined;
}

/** When the secret expires (I4), as it was read a short time ago. Never rejects. */
export type ReadSecretState = (secretName: string) => Promise<SecretState>;
