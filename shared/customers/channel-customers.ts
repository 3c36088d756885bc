import type { Customer } from "./customer";
import type { PossibleDuplicate } from "./headquarters-customers";
import type { ListedOperation, Operation } from "./synchronization/operation";

export type SyncState = "pendingUpload" | "pendingAccount" | "pendingDistribution" | "synchronized" | "failed";

/** When each step on the way to the account number was reached (S6). */
export interface SyncTimeline {
  readonly created: string;
  readonly uploaded: string | null;
  readonly accountAssigned: string | null;
  readonly distributed: string | null;
}

export type AsyncReason = "profile" | "offline" | "headquartersUnavailable";

/** A customer as a channel database group keeps it. */
export interface ChannelCustomer {
  readonly channelDatabaseGroupId: string;
  readonly customer: Customer;
  /** Headquarters' revision that this copy shows; 0 while headquarters does not know the customer. */
  readonly revision: number;
  /** How many operations of the channel's own it holds. */
  readonly operationCount: number;
  /** How many of them are not at an end. */
  readonly openOperationCount: number;
  readonly syncState: SyncState;
  readonly syncTimeline: SyncTimeline;
  /** Why it was created asynchronously; null for a sync create. */
  readonly asyncReason: AsyncReason | null;
  readonly requestHash: string | null;
  readonly possibleDuplicates: readonly PossibleDuplicate[];
  /** Whether a pending customer came into a client book: then its conversion shows there too (B11). */
  readonly isClient?: boolean | undefined;
  /** The trace of headquarters' write that this copy shows (W3C `traceparent`), if there was one. */
  readonly traceParent?: string | undefined;
}

export interface StoredChannelCustomer extends ChannelCustomer {
  readonly etag: string;
}

export type StoredOperation = Operation & { readonly etag: string };

export interface PendingWork {
  readonly copy: StoredChannelCustomer | undefined;
  /** Operations that are not at an end, in their order. */
  readonly operations: readonly StoredOperation[];
}

/** The customers of the channel databases. Every method rejects with `channel-database-unavailable` when it is away. */
export interface ChannelCustomers {
  find(channelDatabaseGroupId: string, customerId: string): Promise<StoredChannelCustomer | undefined>;
  findByAccountNumber(
    channelDatabaseGroupId: string,
    legalEntityId: string,
    accountNumber: string,
  ): Promise<StoredChannelCustomer | undefined>;
  /** Stores a pending customer and its first operation, both or none; answers `false` when the id is there already. */
  insertPending(copy: ChannelCustomer, operation: Operation): Promise<boolean>;
  /** Stores the copy of a customer that headquarters knows, unless the group holds one already; answers what is there. */
  insertCopy(copy: ChannelCustomer): Promise<StoredChannelCustomer>;
  /** Replaces the copy as it was read; answers `false` when it changed since. */
  replaceCopy(copy: StoredChannelCustomer): Promise<boolean>;
  /** Stores a further operation and the copy that shows it, both or none; answers `false` when the copy changed since. */
  append(copy: StoredChannelCustomer, operation: Operation): Promise<boolean>;
  pendingWork(channelDatabaseGroupId: string, customerId: string): Promise<PendingWork>;
  /**
   * Replaces one operation and its customer's copy (left as it is when undefined), both or none; answers `false` when
   * either changed since it was read.
   */
  settle(
    operation: (Operation | ListedOperation) & { readonly etag: string },
    copy: StoredChannelCustomer | undefined,
  ): Promise<boolean>;
}
