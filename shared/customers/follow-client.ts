import type { HeadquartersCustomer } from "./headquarters-customers";

/**
 * Brings a customer who is in client books, or was, and has changed at headquarters, to wherever the books are (B11). At
 * a till and in the pipeline it leaves to job 1010 what it cannot do; where a task stands behind it, it rejects with
 * `headquarters-unavailable` and `channel-database-unavailable`.
 */
export type FollowClient = (known: HeadquartersCustomer) => Promise<void>;
