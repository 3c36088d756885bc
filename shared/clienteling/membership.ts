import { z } from "zod";

export const attributeValues = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
export type AttributeValues = z.infer<typeof attributeValues>;

/** A customer's place in one client book, with the client-book attributes that are kept there (B2, B6). */
export const bookEntry = z.object({
  workerId: z.string(),
  clientBookId: z.string(),
  attributes: attributeValues,
  addedAt: z.string(),
});
export type BookEntry = z.infer<typeof bookEntry>;

/**
 * Which client books a customer is in: one at most, unless the legal entity allows several (B2). A customer that was
 * in a book once keeps an empty one, so that its removal reaches the channels too.
 */
export const membership = z.object({
  customerId: z.string(),
  legalEntityId: z.string(),
  entries: z.array(bookEntry),
  /** When the customer was last contacted while in a book (B10). */
  lastContactAt: z.string().nullable().default(null),
  /** Counts the writes, from 1: of two states of a card the higher one is current. */
  revision: z.number(),
});
export type Membership = z.infer<typeof membership>;

export interface StoredMembership extends Membership {
  readonly etag: string;
}

/** Memberships at headquarters. Every method rejects with `headquarters-unavailable`. */
export interface Memberships {
  /** Those of these customers, by customer. */
  find(customerIds: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, StoredMembership>>;
  /**
   * Writes each by itself: a new one where there is none, another under its etag. Answers the customers whose
   * membership somebody else wrote meanwhile.
   */
  put(
    memberships: readonly (Membership & { readonly etag: string | undefined })[],
    signal?: AbortSignal,
  ): Promise<readonly string[]>;
}

/**
 * Pages of the customers in client books of these associates, from a continuation on; the last one has none. Rejects
 * with `headquarters-unavailable`.
 */
export type MembersOfClientBooks = (
  workerIds: readonly string[],
  continuation: string | undefined,
) => AsyncIterable<{ readonly memberIds: readonly string[]; readonly continuation: string | undefined }>;

export const entryOf = (membership: Membership | undefined, workerId: string): BookEntry | undefined =>
  membership?.entries.find((entry) => entry.workerId === workerId);
