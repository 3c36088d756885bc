import type { ConfigurationStore, HeadquartersConfiguration } from "../../headquarters";
import type { Memberships } from "../membership";
import type { BringCards, CardDestination } from "./bring-cards";
import type { KnownCustomer } from "./card";

/** Customers of headquarters by id. Rejects with `headquarters-unavailable`. */
export type FindKnownCustomers = (customerIds: readonly string[]) => Promise<ReadonlyMap<string, KnownCustomer>>;

export interface DistributeCardsPorts {
  readonly memberships: Pick<Memberships, "find">;
  readonly findKnown: FindKnownCustomers;
  readonly configuration: ConfigurationStore;
  readonly bringCards: BringCards;
}

/**
 * Brings the cards of customers that changed, and of those whose client books changed, to every channel database group
 * that holds the books (B11); answers how many it wrote, by group. A pending customer is no concern of headquarters'
 * yet: its own channel keeps the card, and its conversion is a change.
 */
export type DistributeCards = (
  customers: readonly KnownCustomer[],
  memberIds: readonly string[],
) => Promise<ReadonlyMap<string, number>>;

export function distributeCards(ports: DistributeCardsPorts): DistributeCards {
  return async (customers, memberIds) => {
    const changed = new Map(customers.map((known) => [known.customer.customerId, known]));
    const ids = [...new Set([...changed.keys(), ...memberIds])];
    if (ids.length === 0) return new Map();
    const memberships = await ports.memberships.find(ids);
    if (memberships.size === 0) return new Map();
    const others = await ports.findKnown([...memberships.keys()].filter((id) => !changed.has(id)));
    const members = [...memberships].flatMap(([id, membership]) => {
      const known = changed.get(id) ?? others.get(id);
      return known ? [{ ...known, membership }] : [];
    });
    const { hq } = await ports.configuration.snapshot(["channels", "channel-database-groups", "workers"]);
    const destinations = destinationsOf(hq);
    const written = await Promise.all(destinations.map((destination) => ports.bringCards(destination, members)));
    return new Map(
      destinations.map(({ channelDatabaseGroupId }, index) => [channelDatabaseGroupId, written[index] ?? 0]),
    );
  };
}

/** A group holds the books of the associates who share an address book with a channel of theirs in it. */
function destinationsOf(hq: HeadquartersConfiguration): CardDestination[] {
  const groups = [...hq["channel-database-groups"]].filter(([, { excludedJobs }]) => !excludedJobs.includes("1010"));
  return groups.map(([channelDatabaseGroupId]) => {
    const channels = [...hq.channels.values()].filter((one) => one.channelDatabaseGroupId === channelDatabaseGroupId);
    return {
      channelDatabaseGroupId,
      holdsBook: ({ workerId, legalEntityId }) => {
        const books = hq.workers.get(workerId)?.addressBookIds ?? [];
        return channels.some(
          (channel) =>
            channel.legalEntityId === legalEntityId && channel.addressBookIds.some((book) => books.includes(book)),
        );
      },
    };
  });
}
