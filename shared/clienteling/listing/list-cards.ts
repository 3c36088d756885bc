import { matchOf, searchTerms } from "../../customers";
import { Failure, type InputFault } from "../../failure";
import type { ChannelConfiguration } from "../../headquarters";
import type { Card } from "../cards/card";
import { dateIn } from "./anniversary";
import { attributeFilters, fits, type GivenParameters } from "./attribute-filter";
import type { CardView } from "./card-view";
import type { CardViews } from "./card-views";
import { type Facet, facetsOf } from "./facets";
import { type PageRequest, pageOfCards } from "./page-of-cards";

export interface CardsRequest extends PageRequest {
  /** Words of a name, an e-mail or a phone; every one must match, of one text at least. */
  readonly q?: string | readonly string[] | undefined;
  readonly attributes: GivenParameters;
}

export interface CardsPage {
  readonly items: readonly CardView[];
  readonly facets: readonly Facet[];
  readonly continuationToken: string | null;
}

/**
 * A page of the cards that fit the filters, by name, and the values that the refinable attributes have among all of
 * them (B7). Dates are those of the channel's time zone. Rejects with `invalid-request`, naming every fault.
 */
export type ListCards = (
  channel: ChannelConfiguration,
  cards: readonly Card[],
  request: CardsRequest,
) => Promise<CardsPage>;

export interface ListCardsPorts {
  readonly cardViews: CardViews;
  now(): Date;
}

export function listCards({ cardViews, now }: ListCardsPorts): ListCards {
  return async (channel, cards, request) => {
    const faults: InputFault[] = [];
    const filters = attributeFilters(request.attributes, channel, faults);
    if (faults.length > 0) throw new Failure("invalid-request", "The filters cannot be used.", { errors: faults });
    const today = dateIn(channel.organization.timeZone, now());
    const sought = found(cards, request.q, channel);
    const fitting = sought.filter((card) => filters.every((filter) => fits(card, filter, today)));
    const page = pageOfCards(fitting, request);
    return {
      items: await cardViews(channel, page.cards),
      facets: facetsOf(sought, filters, channel, today),
      continuationToken: page.continuationToken,
    };
  };
}

function found(cards: readonly Card[], q: CardsRequest["q"], { organization }: ChannelConfiguration) {
  if (q === undefined) return cards;
  const texts = typeof q === "string" ? [q] : q;
  const sought = texts.map((text) => searchTerms({ q: text }, organization.country).flat());
  return cards.filter(({ client }) =>
    sought.some((groups) => matchOf(groups, client.searchKeys).groups === groups.length),
  );
}
