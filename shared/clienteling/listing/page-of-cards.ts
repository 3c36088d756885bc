import { z } from "zod";
import { Failure } from "../../failure";
import type { Card } from "../cards/card";

export interface PageRequest {
  readonly top: number;
  readonly continuationToken?: string | undefined;
}

export interface PageOfCards {
  readonly cards: readonly Card[];
  readonly continuationToken: string | null;
}

/** The place of a card in a list; where a page ended. */
const place = z.tuple([z.string(), z.string(), z.string()]);
type Place = z.infer<typeof place>;

const placeOf = ({ client, customerId, workerId }: Card): Place => [client.name.toLowerCase(), customerId, workerId];

/**
 * A page of cards, by name. A card that comes or goes between two pages moves no other: a page begins behind the last
 * card of the one before. Rejects with `invalid-request` for a token of another list.
 */
export function pageOfCards(cards: readonly Card[], { top, continuationToken }: PageRequest): PageOfCards {
  const after = continuationToken === undefined ? undefined : readToken(continuationToken);
  const ordered = cards
    .map((card) => ({ card, at: placeOf(card) }))
    .filter(({ at }) => after === undefined || compare(at, after) > 0)
    .sort((a, b) => compare(a.at, b.at));
  const page = ordered.slice(0, top);
  const last = ordered.length > top ? page.at(-1) : undefined;
  return { cards: page.map(({ card }) => card), continuationToken: last ? tokenOf(last.at) : null };
}

function compare(a: Place, b: Place): number {
  for (const [index, text] of a.entries()) {
    const other = b[index] ?? "";
    if (text !== other) return text < other ? -1 : 1;
  }
  return 0;
}

const tokenOf = (at: Place) => Buffer.from(JSON.stringify(at)).toString("base64url");

function readToken(token: string): Place {
  try {
    return place.parse(JSON.parse(Buffer.from(token, "base64url").toString()));
  } catch {
    const errors = [{ pointer: "query/continuationToken", message: "This is no continuation token of this list." }];
    throw new Failure("invalid-request", "The continuation token cannot be read.", { errors });
  }
}
