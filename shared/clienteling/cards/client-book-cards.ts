import type { ClientBook } from "../client-book";
import type { Card } from "./card";

/** The card of a customer in a book, or what is left of one that was removed: enough not to let it return. */
export interface HeldCard {
  readonly workerId: string;
  readonly customerId: string;
  readonly card: Card | undefined;
  /** The membership's revision that it shows. */
  readonly revision: number;
  readonly etag: string;
}

/** A card to be written, or a customer whose card is to be removed. */
export type CardChange = { readonly etag: string | undefined } & (
  | { readonly card: Card }
  | { readonly removed: { readonly customerId: string; readonly revision: number } }
);

/** A client book as a channel database group holds it. */
export interface HeldBook {
  readonly workerId: string;
  readonly clientBookId: string;
  /** Changes with every write of a card of the book. */
  readonly version: string;
}

/** The cards of the client books, in the channel databases. Every method rejects with `channel-database-unavailable`. */
export interface ClientBookCards {
  /** The cards of these customers that a group holds, in whichever book. */
  find(channelDatabaseGroupId: string, customerIds: readonly string[]): Promise<readonly HeldCard[]>;
  /**
   * Writes and removes cards of one book. Cards of a hundred or more are not written together; answers `false` when some
   * were not written since they are no longer as they were read.
   */
  write(channelDatabaseGroupId: string, book: ClientBook, changes: readonly CardChange[]): Promise<boolean>;
  /** The books of associates in a legal entity; of those only that the group holds. */
  books(
    channelDatabaseGroupId: string,
    legalEntityId: string,
    workerIds: readonly string[],
  ): Promise<readonly HeldBook[]>;
  /** All cards in the books of associates in a legal entity. */
  inBooksOf(
    channelDatabaseGroupId: string,
    legalEntityId: string,
    workerIds: readonly string[],
  ): Promise<readonly Card[]>;
}
