import type { ChannelConfiguration } from "../../headquarters";
import type { ReadBooks } from "../cards/read-books";
import { requireClienteling } from "../require-clienteling";
import type { CardsPage, CardsRequest, ListCards } from "./list-cards";

export interface StoreBooksRequest extends CardsRequest {
  /** Only these associates' books. */
  readonly workerIds?: readonly string[] | undefined;
}

/**
 * The books of all associates who share an address book with the store (B4); whose the customers themselves are does
 * not matter. Rejects with `channel-database-unavailable`.
 */
export type ListStoreClientBooks = (channel: ChannelConfiguration, request: StoreBooksRequest) => Promise<CardsPage>;

export interface ListStoreClientBooksPorts {
  readonly readBooks: ReadBooks;
  readonly listCards: ListCards;
}

export function listStoreClientBooks({ readBooks, listCards }: ListStoreClientBooksPorts): ListStoreClientBooks {
  return async (channel, request) => {
    requireClienteling(channel);
    const associates = Object.values(channel.staff.workers).map(({ workerId }) => workerId);
    const { workerIds } = request;
    const asked = workerIds ? associates.filter((id) => workerIds.includes(id)) : associates;
    const books = asked.length === 0 ? [] : await readBooks(channel, asked);
    const cards = books.flatMap((book) => book.cards);
    return listCards(channel, cards, request);
  };
}
