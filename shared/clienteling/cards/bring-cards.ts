import { Failure } from "../../failure";
import type { ClientBook } from "../client-book";
import { entryOf, type Membership } from "../membership";
import { cardOf, type KnownCustomer, newestCard } from "./card";
import type { CardChange, ClientBookCards, HeldCard } from "./client-book-cards";

/** A customer and the books that it is in. */
export interface BookMember extends KnownCustomer {
  readonly membership: Membership;
}

export interface CardDestination {
  readonly channelDatabaseGroupId: string;
  /** Whether the group holds a book; it may tell from a card that is there already. */
  holdsBook(book: Pick<ClientBook, "workerId" | "legalEntityId">, isHeld: boolean): boolean;
}

/**
 * Brings the cards of customers to a channel database group: writes those that are missing or behind, removes those of
 * books that the customers are no longer in. Safe to repeat and at any overlap, since revisions only rise. Answers
 * how many it wrote. Rejects with `channel-database-unavailable`.
 */
export type BringCards = (destination: CardDestination, members: readonly BookMember[]) => Promise<number>;

/** How often cards that somebody else wrote at the same moment are looked at again. */
const mostTries = 10;

export function bringCards(cards: Pick<ClientBookCards, "find" | "write">): BringCards {
  return async (destination, members) => {
    const { channelDatabaseGroupId } = destination;
    const ids = members.map(({ membership }) => membership.customerId);
    for (let tries = 0; tries < mostTries; tries += 1) {
      const held = await cards.find(channelDatabaseGroupId, ids);
      const byBook = changesByBook(destination, members, byCustomer(held));
      const written = await Promise.all(
        [...byBook.values()].map(({ book, changes }) => cards.write(channelDatabaseGroupId, book, changes)),
      );
      if (!written.includes(false)) return [...byBook.values()].flatMap(({ changes }) => changes).length;
    }
    throw new Failure("channel-database-unavailable", `Cards in ${channelDatabaseGroupId} keep changing.`);
  };
}

interface BookChanges {
  readonly book: ClientBook;
  readonly changes: CardChange[];
}

function changesByBook(
  destination: CardDestination,
  members: readonly BookMember[],
  heldOf: ReadonlyMap<string, readonly HeldCard[]>,
) {
  const byBook = new Map<string, BookChanges>();
  const add = (book: BookChanges["book"], change: CardChange) => {
    const key = `${book.legalEntityId}/${book.workerId}`;
    const before = byBook.get(key) ?? { book, changes: [] };
    byBook.set(key, before);
    before.changes.push(change);
  };
  for (const member of members) {
    const present = heldOf.get(member.membership.customerId) ?? [];
    for (const [card, etag] of cardsToWrite(destination, member, present)) {
      const { workerId, legalEntityId } = card;
      add({ workerId, legalEntityId, clientBookId: card.member.clientBookId }, { card, etag });
    }
    for (const { card, etag } of cardsToRemove(destination, member, present)) {
      const { workerId, legalEntityId, customerId } = card;
      const removed = { customerId, revision: member.membership.revision };
      add({ workerId, legalEntityId, clientBookId: card.member.clientBookId }, { removed, etag });
    }
  }
  return byBook;
}

function cardsToWrite(destination: CardDestination, member: BookMember, present: readonly HeldCard[]) {
  const { membership } = member;
  return membership.entries.flatMap((entry) => {
    const held = present.find(({ workerId }) => workerId === entry.workerId);
    if (!destination.holdsBook({ ...entry, legalEntityId: membership.legalEntityId }, held?.card !== undefined))
      return [];
    if (held && held.card === undefined && held.revision >= membership.revision) return [];
    const fresh = newestCard(held?.card, cardOf(member, membership, entry, destination.channelDatabaseGroupId));
    const isCurrent =
      fresh.client.revision === held?.card?.client.revision && fresh.member.revision === held.card.member.revision;
    return isCurrent ? [] : [[fresh, held?.etag] as const];
  });
}

function cardsToRemove(destination: CardDestination, { membership }: BookMember, present: readonly HeldCard[]) {
  return present.flatMap(({ card, revision, etag, workerId }) => {
    if (card === undefined || revision > membership.revision) return [];
    const stays = entryOf(membership, workerId) && destination.holdsBook(card, true);
    return stays ? [] : [{ card, etag }];
  });
}

function byCustomer(held: readonly HeldCard[]): ReadonlyMap<string, readonly HeldCard[]> {
  const heldOf = new Map<string, HeldCard[]>();
  for (const card of held) heldOf.set(card.customerId, [...(heldOf.get(card.customerId) ?? []), card]);
  return heldOf;
}
