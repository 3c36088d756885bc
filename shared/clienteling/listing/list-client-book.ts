import type { ChannelConfiguration } from "../../headquarters";
import type { ReadBooks } from "../cards/read-books";
import { requireClienteling } from "../require-clienteling";
import type { CardsPage, CardsRequest, ListCards } from "./list-cards";

export interface ClientBookPage extends CardsPage {
  /** Null until the associate's first customer makes the book (B1). */
  readonly clientBookId: string | null;
}

/** An associate's own book, from the channel database alone. Rejects with `channel-database-unavailable`. */
export type ListClientBook = (
  channel: ChannelConfiguration,
  workerId: string,
  request: CardsRequest,
) => Promise<ClientBookPage>;

export interface ListClientBookPorts {
  readonly readBooks: ReadBooks;
  readonly listCards: ListCards;
}

export function listClientBook({ readBooks, listCards }: ListClientBookPorts): ListClientBook {
  return async (channel, workerId, request) => {
    requireClienteling(channel);
    const [book] = await readBooks(channel, [workerId]);
    const page = await listCards(channel, book?.cards ?? [], request);
    return { clientBookId: book?.clientBookId ?? null, ...page };
  };
}
