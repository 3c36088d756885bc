import { z } from "zod";
import { Failure } from "../failure";

export interface PageRequest {
  readonly top: number;
  readonly continuationToken?: string | undefined;
}

const place = z.tuple([z.string()]);

/**
 * A page of a list that is at hand as a whole, in the order of its keys. What comes or goes between two pages moves
 * nothing: a page begins behind the key at which the one before ended. Rejects with `invalid-request` for a token of
 * another list.
 */
export function pageOfWhole<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { top, continuationToken }: PageRequest,
): { readonly items: readonly Item[]; readonly continuationToken: string | null } {
  const after = continuationToken === undefined ? undefined : readToken(continuationToken);
  const left = items
    .map((item) => ({ item, key: keyOf(item) }))
    .filter(({ key }) => after === undefined || key > after)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const page = left.slice(0, top);
  const last = left.length > top ? page.at(-1) : undefined;
  return { items: page.map(({ item }) => item), continuationToken: last ? tokenOf(last.key) : null };
}

const tokenOf = (key: string) => Buffer.from(JSON.stringify([key])).toString("base64url");

function readToken(token: string): string {
  try {
    return place.parse(JSON.parse(Buffer.from(token, "base64url").toString()))[0];
  } catch {
    const errors = [{ pointer: "query/continuationToken", message: "This is no continuation token of this list." }];
    throw new Failure("invalid-request", "The continuation token cannot be read.", { errors });
  }
}
