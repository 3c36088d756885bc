import { z } from "zod";
import { Failure } from "../../failure";
import type { ChannelConfiguration } from "../../headquarters";
import type { Card } from "../cards/card";
import type { ClientBookCards } from "../cards/client-book-cards";
import type { ReadBooks } from "../cards/read-books";
import { requireClienteling } from "../require-clienteling";

export const suggestion = z.object({
  customerId: z.string(),
  name: z.string(),
  reason: z.enum(["notContacted", "inNobodysBook"]),
  /** When the client was last contacted, or came into the book, or was created. */
  since: z.string(),
});
export type Suggestion = z.infer<typeof suggestion>;

export interface StoreCustomersPage {
  readonly customers: readonly { readonly customerId: string; readonly name: string; readonly createdAt: string }[];
  readonly continuation: string | undefined;
}

/** The customers of a store's address books that its channel database holds; rejects with `channel-database-unavailable`. */
export type ListStoreCustomers = (
  store: Pick<ChannelConfiguration["organization"], "channelDatabaseGroupId" | "legalEntityId" | "addressBookIds">,
  page: { readonly top: number; readonly continuation: string | undefined },
) => Promise<StoreCustomersPage>;

export interface SuggestPorts {
  readonly readBooks: ReadBooks;
  readonly listStoreCustomers: ListStoreCustomers;
  readonly cards: Pick<ClientBookCards, "find">;
  now(): Date;
}

export interface SuggestionsRequest {
  /** Clients who were not contacted for so many days are suggested. */
  readonly days: number;
  readonly top: number;
  readonly continuationToken?: string | undefined;
}

/**
 * Whom an associate could call (B10): first clients of the own book who were not contacted for some days, whom it is
 * longest ago first, then customers of the store who are in nobody's book that the channel database holds.
 */
export type SuggestCustomers = (
  channel: ChannelConfiguration,
  workerId: string,
  request: SuggestionsRequest,
) => Promise<{ readonly items: readonly Suggestion[]; readonly continuationToken: string | null }>;

/** The last client of the own book who was suggested, or where to go on among the store's customers. */
const place = z.union([
  z.strictObject({ own: z.strictObject({ since: z.string(), customerId: z.string() }) }),
  z.strictObject({ store: z.string().optional() }),
]);
type Place = z.infer<typeof place>;

const dayMs = 24 * 3_600_000;

export function suggestCustomers({ readBooks, listStoreCustomers, cards, now }: SuggestPorts): SuggestCustomers {
  return async (channel, workerId, { days, top, continuationToken }) => {
    requireClienteling(channel);
    const at = continuationToken === undefined ? {} : readToken(continuationToken);
    const last = "own" in at ? at.own : undefined;
    const own = "store" in at ? [] : await notContacted(channel, workerId, days);
    // Those who were contacted meanwhile are gone from the list: it goes on behind a client, not behind a count.
    const items = own.filter((one) => last === undefined || inOrder(last, one) < 0).slice(0, top);
    const lastItem = items[top - 1];
    if (lastItem) return { items, continuationToken: tokenOf({ own: placeOf(lastItem) }) };
    const { customers, continuation } = await listStoreCustomers(channel.organization, {
      top: top - items.length,
      continuation: "store" in at ? at.store : undefined,
    });
    const strangers = await inNobodysBook(channel, customers);
    const token = continuation === undefined ? null : tokenOf({ store: continuation });
    return { items: [...items, ...strangers], continuationToken: token };
  };

  async function notContacted(channel: ChannelConfiguration, workerId: string, days: number): Promise<Suggestion[]> {
    const before = new Date(now().getTime() - days * dayMs).toISOString();
    const [book] = await readBooks(channel, [workerId]);
    return (book?.cards ?? [])
      .map((card) => ({ card, since: lastContactOf(card) }))
      .filter(({ since }) => since <= before)
      .map(
        ({ card: { customerId, client }, since }): Suggestion => ({
          customerId,
          name: client.name,
          reason: "notContacted",
          since,
        }),
      )
      .sort(inOrder);
  }

  async function inNobodysBook(
    { organization }: ChannelConfiguration,
    customers: StoreCustomersPage["customers"],
  ): Promise<Suggestion[]> {
    if (customers.length === 0) return [];
    const ids = customers.map(({ customerId }) => customerId);
    const held = await cards.find(organization.channelDatabaseGroupId, ids);
    const inBooks = new Set(held.flatMap(({ card, customerId }) => (card ? [customerId] : [])));
    return customers
      .filter(({ customerId }) => !inBooks.has(customerId))
      .map(({ customerId, name, createdAt }) => ({ customerId, name, reason: "inNobodysBook", since: createdAt }));
  }
}

type OwnPlace = Pick<Suggestion, "since" | "customerId">;

const placeOf = ({ since, customerId }: Suggestion): OwnPlace => ({ since, customerId });

/** Longest ago first. */
function inOrder(one: OwnPlace, other: OwnPlace): number {
  const [a, b] = [one, other].map(({ since, customerId }) => `${since} ${customerId}`) as [string, string];
  return a < b ? -1 : a > b ? 1 : 0;
}

const lastContactOf = ({ member }: Card) => member.lastContactAt ?? member.addedAt;

const tokenOf = (at: Place) => Buffer.from(JSON.stringify(at)).toString("base64url");

function readToken(token: string): Place {
  try {
    return place.parse(JSON.parse(Buffer.from(token, "base64url").toString()));
  } catch {
    const errors = [{ pointer: "query/continuationToken", message: "This is no continuation token of this list." }];
    throw new Failure("invalid-request", "The continuation token cannot be read.", { errors });
  }
}
