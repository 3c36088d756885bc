import type { GetCustomer } from "../../customers";
import type { ChannelConfiguration } from "../../headquarters";
import type { Card } from "../cards/card";
import type { ReadBooks } from "../cards/read-books";
import { notInBook } from "../not-in-book";
import { requireClienteling } from "../require-clienteling";
import type { CardDetail } from "./card-view";
import type { CardViews } from "./card-views";

export interface ShownCard {
  readonly card: CardDetail;
  readonly etag: string;
}

/**
 * One card of an associate's own book, by GUID or account number, those of merged identities too (C7). Rejects with
 * `not-found` when the customer is not in it.
 */
export type GetCard = (channel: ChannelConfiguration, workerId: string, customerId: string) => Promise<ShownCard>;

export interface GetCardPorts {
  readonly getCustomer: GetCustomer;
  readonly readBooks: ReadBooks;
  readonly cardViews: CardViews;
}

export function getCard({ getCustomer, readBooks, cardViews }: GetCardPorts): GetCard {
  return async (channel, workerId, customerId) => {
    requireClienteling(channel);
    const [book] = await readBooks(channel, [workerId]);
    const cardOf = (id: string) => book?.cards.find((one) => one.customerId === id);
    const named = cardOf(customerId.toLowerCase());
    const card = named ?? cardOf((await getCustomer(channel, customerId)).customer.customerId);
    if (card === undefined) throw notInBook();
    return shownCard(card, channel, cardViews);
  };
}

export async function shownCard(card: Card, channel: ChannelConfiguration, cardViews: CardViews): Promise<ShownCard> {
  const [view] = await cardViews(channel, [card]);
  if (view === undefined) throw notInBook();
  return { card: { ...view, attributes: card.member.attributes }, etag: memberEtag(card.member.revision) };
}

/** Stands for the customer's place in the books: its attributes and whose it is. */
export const memberEtag = (revision: number) => `"${revision}"`;
