import type { StoredChannelCustomer } from "../channel-customers";
import type { ListedOperation, OperationState } from "../synchronization/operation";

export interface OperationQuery {
  readonly states: readonly OperationState[];
  /** Absent: of every channel. */
  readonly channelIds?: readonly string[] | undefined;
  /** Absent: of every customer. */
  readonly customerIds?: readonly string[] | undefined;
  readonly order: "newest" | "oldest";
  readonly top: number;
  /** Where another page ended. */
  readonly continuation?: string | undefined;
}

export type StoredListedOperation = ListedOperation & { readonly etag: string };

export interface OperationPage {
  readonly operations: readonly StoredListedOperation[];
  readonly continuation: string | undefined;
}

/** A customer of a channel database group, with its operations that are not at an end, in their order. */
export interface OpenOperations {
  readonly copy: StoredChannelCustomer | undefined;
  readonly operations: readonly StoredListedOperation[];
}

/**
 * The asynchronous operations of all channel databases (S5), whatever their payload. Every method rejects with
 * `channel-database-unavailable` when they are away.
 */
export interface OperationLog {
  /** In the order of their creation. Rejects with `invalid-request` for a continuation that is none. */
  list(query: OperationQuery): Promise<OperationPage>;
  find(operationId: string): Promise<StoredListedOperation | undefined>;
  /** Every operation of these customers, at most 200, that is in one of the states, the oldest first. */
  ofCustomers(
    customerIds: readonly string[],
    states: readonly OperationState[],
  ): Promise<readonly StoredListedOperation[]>;
  openOf(channelDatabaseGroupId: string, customerId: string): Promise<OpenOperations>;
  /**
   * Replaces an operation and its customer's copy (left as it is when undefined), both or none; answers `false` when
   * either changed since it was read.
   */
  settle(operation: StoredListedOperation, copy: StoredChannelCustomer | undefined): Promise<boolean>;
  /** Stores an operation that no customer waits for, unless it is there already. */
  keep(operation: ListedOperation): Promise<void>;
}
