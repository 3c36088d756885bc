import type { StoredOperation } from "../channel-customers";
import type { OperationState } from "../synchronization/operation";
import type { StoredUnreadableMessage, UnreadableMessage } from "./unreadable-message";

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

/** What the list shows: operations, and messages that nobody can read. */
export type ListedOperation = StoredOperation | StoredUnreadableMessage;

export interface OperationPage {
  readonly operations: readonly ListedOperation[];
  readonly continuation: string | undefined;
}

/**
 * The asynchronous operations of all channel databases (S5). Every method rejects with `channel-database-unavailable`
 * when they are away.
 */
export interface OperationLog {
  /** In the order of their creation. Rejects with `invalid-request` for a continuation that is none. */
  list(query: OperationQuery): Promise<OperationPage>;
  find(operationId: string): Promise<ListedOperation | undefined>;
  /** The failed operations of these customers; at most 200 customers. */
  failedOf(customerIds: readonly string[]): Promise<readonly StoredOperation[]>;
  /** Stores a message under its id, unless it is there. */
  keepUnreadable(message: UnreadableMessage): Promise<void>;
  /** Replaces a message as it was read; answers `false` when it changed since. */
  replaceUnreadable(message: StoredUnreadableMessage): Promise<boolean>;
}
