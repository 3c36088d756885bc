import { LRUCache } from "lru-cache";
import type { ChannelCopies } from "../../customers";
import type { ChannelConfiguration } from "../../headquarters";
import { type Card, clientOf } from "./card";
import type { ClientBookCards, HeldBook } from "./client-book-cards";

export interface BookOfCards {
  readonly clientBookId: string;
  readonly cards: readonly Card[];
}

/**
 * The books of associates in the channel's database, with all their cards. Rejects with
 * `channel-database-unavailable`; headquarters is not needed (B11).
 */
export type ReadBooks = (
  channel: ChannelConfiguration,
  workerIds: readonly string[],
) => Promise<readonly BookOfCards[]>;

export interface ReadBooksPorts {
  readonly cards: Pick<ClientBookCards, "books" | "inBooksOf">;
  readonly copies: Pick<ChannelCopies, "find">;
}

/** How many cards an instance remembers; a kilobyte each, or a little more. */
const mostCards = 50_000;

/**
 * Remembers the cards of a book with its version, which every write of a card changes. The version is read anew each
 * time, and always before the cards: so nobody is shown a book as it was before a change that was answered.
 */
export function readBooks({ cards, copies }: ReadBooksPorts): ReadBooks {
  const remembered = new LRUCache<string, { readonly version: string; readonly cards: readonly Card[] }>({
    max: 10_000,
    maxSize: mostCards,
    sizeCalculation: (book) => book.cards.length + 1,
  });

  return async ({ organization }, workerIds) => {
    const { channelDatabaseGroupId: groupId, legalEntityId } = organization;
    const keyOf = ({ workerId }: HeldBook) => `${groupId}/${legalEntityId}/${workerId}`;
    // At once: what is remembered further on may push out what was remembered before.
    const known = (await cards.books(groupId, legalEntityId, workerIds)).map((book) => {
      const held = remembered.get(keyOf(book));
      return { book, cards: held?.version === book.version ? held.cards : undefined };
    });
    const changed = known.filter((one) => one.cards === undefined).map(({ book }) => book.workerId);
    const read = changed.length === 0 ? [] : await cards.inBooksOf(groupId, legalEntityId, changed);
    const held = known.map(({ book, cards: unchanged }) => {
      const ofBook = unchanged ?? read.filter((card) => card.workerId === book.workerId);
      remembered.set(keyOf(book), { version: book.version, cards: ofBook });
      return { clientBookId: book.clientBookId, cards: ofBook };
    });
    return asTheirCopies(groupId, held);
  };

  /** Cards of pending customers show what the channel knows of them now: it edits them, and gets their numbers. */
  async function asTheirCopies(groupId: string, books: readonly BookOfCards[]): Promise<readonly BookOfCards[]> {
    const pending = books.flatMap((book) => book.cards.filter(isPending)).map(({ customerId }) => customerId);
    if (pending.length === 0) return books;
    const held = await copies.find(groupId, pending);
    const current = (card: Card): Card => {
      const copy = isPending(card) ? held.get(card.customerId)?.copy : undefined;
      return copy === undefined ? card : { ...card, client: clientOf(copy) };
    };
    return books.map((book) => ({ ...book, cards: book.cards.map(current) }));
  }
}

const isPending = ({ client }: Card) => client.accountNumber === null;
