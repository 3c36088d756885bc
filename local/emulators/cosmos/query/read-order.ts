import type { SqlValue } from "../storage/store";

/** Where reading stopped: the key of the last row, in the reader's own order. */
export type Position = readonly (string | number)[];

export interface Candidate {
  readonly position: Position;
  readonly body: string;
  /** Whether the document, once parsed, is to be left out because it came (or comes) at another place. */
  readonly isElsewhere?: (document: unknown) => boolean;
}

/**
 * One way to read the documents that can be results, in an order that stays the same while others write, so that
 * reading can go on from a position.
 */
export interface Reader {
  /** The next candidates after a position, at most `limit`; fewer only at the end. */
  read(after: Position | undefined, limit: number): readonly Candidate[];
  /** How many candidates there are; `undefined` when only reading them can tell. */
  count(): number | undefined;
  /** The statement of one `read` from the start, for those who want to see how SQLite would run it. */
  explain(): { readonly sql: string; readonly values: readonly SqlValue[] };
}
