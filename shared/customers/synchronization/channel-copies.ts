import type { ChannelCustomer, StoredChannelCustomer } from "../channel-customers";
import type { HeadquartersCustomer } from "../headquarters-customers";
import type { ListedOperation } from "./operation";

/** Copies in bulk, for job 1010. Rejects with `channel-database-unavailable`. */
export interface ChannelCopies {
  /** The copies that a group holds of these customers, by id. */
  find(channelDatabaseGroupId: string, customerIds: readonly string[]): Promise<ReadonlyMap<string, HeldCopy>>;
  /**
   * Writes copies of one group, each by itself: new ones where there is none, replaced ones under their etag. Answers
   * the ids of those that somebody else wrote meanwhile.
   */
  put(copies: readonly (ChannelCustomer & { readonly etag: string | undefined })[]): Promise<readonly string[]>;
}

export interface HeldCopy {
  readonly copy: StoredChannelCustomer;
  /** Whether it is found by what it holds: not so when the rules of search have changed since it was written. */
  readonly hasCurrentKeys: boolean;
}

/** Headquarters' changed customers, oldest change first; rejects with `headquarters-unavailable`. */
export interface HeadquartersChanges {
  /** Pages of changes since a continuation (from the beginning without one), until there is none left. */
  since(continuation: string | undefined): AsyncIterable<ChangedCustomers>;
}

export interface ChangedCustomers {
  readonly customers: readonly HeadquartersCustomer[];
  /** Customers whose client books changed. */
  readonly memberIds: readonly string[];
  readonly continuation: string;
}

/**
 * Pages of headquarters' customers of any of these address books, from a continuation on; the last one has none.
 * Rejects with `headquarters-unavailable`.
 */
export type CustomersOfAddressBooks = (
  addressBookIds: readonly string[],
  continuation: string | undefined,
) => AsyncIterable<{ readonly customers: readonly HeadquartersCustomer[]; readonly continuation: string | undefined }>;

/** The operations that the P-job signals. Rejects with `channel-database-unavailable`. */
export interface OverdueOperations {
  /** Operations not at an end whose due time has passed, at most `top`; none only when there is none. */
  find(now: Date, top: number): Promise<readonly ListedOperation[]>;
  /** Moves the due time, unless the operation came to an end meanwhile. */
  postpone(operations: readonly ListedOperation[], dueAt: Date): Promise<void>;
}
