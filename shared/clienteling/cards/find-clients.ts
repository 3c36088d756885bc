import type { HeadquartersCustomer } from "../../customers";
import type { Membership, Memberships } from "../membership";

/** A customer of headquarters who is in client books, or was. */
export interface HeadquartersClient extends HeadquartersCustomer {
  readonly membership: Membership;
}

/** Customers of headquarters by id. Rejects with `headquarters-unavailable`. */
export type FindKnownCustomers = (customerIds: readonly string[]) => Promise<ReadonlyMap<string, HeadquartersCustomer>>;

export interface FindClientsPorts {
  readonly memberships: Pick<Memberships, "find">;
  readonly findKnown: FindKnownCustomers;
}

/**
 * Those who are in client books, or were, of customers who changed and of those whose client books changed. A pending
 * customer is no concern of headquarters' yet: its own channel keeps the card, and its conversion is a change. Rejects
 * with `headquarters-unavailable`.
 */
export type FindClients = (
  customers: readonly HeadquartersCustomer[],
  memberIds: readonly string[],
) => Promise<readonly HeadquartersClient[]>;

export function findClients({ memberships, findKnown }: FindClientsPorts): FindClients {
  return async (customers, memberIds) => {
    const changed = new Map(customers.map((known) => [known.customer.customerId, known]));
    const ids = [...new Set([...changed.keys(), ...memberIds])];
    const found = ids.length === 0 ? new Map() : await memberships.find(ids);
    if (found.size === 0) return [];
    const others = await findKnown([...found.keys()].filter((id) => !changed.has(id)));
    return [...found].flatMap(([id, membership]) => {
      const known = changed.get(id) ?? others.get(id);
      return known ? [{ ...known, membership }] : [];
    });
  };
}
