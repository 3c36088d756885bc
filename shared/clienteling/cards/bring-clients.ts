import type { BringCustomers, HeadquartersCustomer } from "../../customers";
import type { BookEntry, Membership } from "../membership";
import type { BringCards, CardDestination } from "./bring-cards";
import type { FindKnownCustomers } from "./find-clients";
import { type GroupsOfBooks, holdsAny } from "./groups-of-books";

/** A customer's place in client books, and the one it had before, if that is known. */
export interface Place {
  readonly membership: Membership;
  readonly before?: readonly BookEntry[] | undefined;
}

export interface BringClientsPorts {
  readonly groupsOfBooks: GroupsOfBooks;
  readonly findKnown: FindKnownCustomers;
  readonly bringCustomers: BringCustomers;
  readonly bringCards: BringCards;
}

/** What is known already, and need not be looked at. */
export interface Already {
  /** The customers at headquarters, as they are now. */
  readonly known?: readonly HeadquartersCustomer[];
  /** A group that has them. */
  readonly broughtTo?: string;
}

/**
 * Brings customers at once to the channel database groups that hold a book they are in, or came out of: copies first
 * (J6), then cards (B11). One of whom it is not known which books it was in is looked for in all groups. Customers of
 * whom headquarters does not know yet are passed over. A group that cannot be reached does not hold up the others.
 * Rejects with `headquarters-unavailable`, `channel-database-unavailable`; what was not brought job 1010 brings.
 */
export type BringClients = (places: readonly Place[], already?: Already) => Promise<void>;

export function bringClients({
  groupsOfBooks,
  findKnown,
  bringCustomers,
  bringCards,
}: BringClientsPorts): BringClients {
  return async (places, { known: given, broughtTo } = {}) => {
    const concerned = (await groupsOfBooks())
      .map((group) => ({ group, places: places.filter((place) => concerns(group, place)) }))
      .filter((one) => one.places.length > 0 && one.group.channelDatabaseGroupId !== broughtTo);
    const ids = concerned.flatMap((one) => one.places.map(({ membership }) => membership.customerId));
    if (ids.length === 0) return;
    const known = given
      ? new Map(given.map((one) => [one.customer.customerId, one]))
      : await findKnown([...new Set(ids)]);
    const results = await Promise.allSettled(concerned.map((one) => bring(one.group, one.places, known)));
    const refused = results.find((result) => result.status === "rejected");
    if (refused) throw refused.reason;
  };

  async function bring(group: CardDestination, places: readonly Place[], known: Known): Promise<void> {
    const clients = places.flatMap(({ membership }) => {
      const customer = known.get(membership.customerId);
      return customer ? [{ ...customer, membership }] : [];
    });
    if (clients.length === 0) return;
    const { channelDatabaseGroupId } = group;
    const clientIds = new Set(
      clients.filter(({ membership }) => holdsAny(group, membership)).map(({ customer }) => customer.customerId),
    );
    await bringCustomers({ channelDatabaseGroupId, addressBookIds: [], clientIds, customers: clients, repair: false });
    await bringCards(group, clients);
  }
}

type Known = ReadonlyMap<string, HeadquartersCustomer>;

function concerns(group: CardDestination, { membership, before = [] }: Place): boolean {
  const entries = [...membership.entries, ...before];
  return entries.length === 0 || holdsAny(group, { ...membership, entries }, true);
}
