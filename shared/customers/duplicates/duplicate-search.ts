import type { Customer } from "../customer";
import type { PossibleDuplicate } from "../headquarters-customers";
import { duplicateKeys, matchedOn } from "./duplicate-keys";

/** A possible duplicate with what a clerk recognizes them by; that is answered and never stored. */
export interface Duplicate extends PossibleDuplicate {
  readonly accountNumber: string | null;
  readonly name: string;
}

export interface KeySearch {
  readonly legalEntityId: string;
  /** Who has the keys already; no duplicate of themselves. */
  readonly customerId: string;
  readonly keys: readonly string[];
}

export interface Candidate {
  readonly customerId: string;
  readonly accountNumber: string | null;
  readonly name: string;
  readonly searchKeys: readonly string[];
}

export interface DuplicateSearchPorts {
  /** Ten customers at most that have any of the keys; rejects with `headquarters-unavailable`. */
  findAtHeadquarters(search: KeySearch, signal?: AbortSignal): Promise<readonly Candidate[]>;
  /** The same in a channel database group; rejects with `channel-database-unavailable`. */
  findInChannel(search: KeySearch & { readonly channelDatabaseGroupId: string }): Promise<readonly Candidate[]>;
}

/** Looks for customers who may be the same person: same e-mail, same phone, or same name and postal code (C7). */
export interface DuplicateSearch {
  atHeadquarters(customer: Customer, signal?: AbortSignal): Promise<readonly Duplicate[]>;
  /** Pending ones too. */
  inChannel(channelDatabaseGroupId: string, customer: Customer): Promise<readonly Duplicate[]>;
}

export function duplicateSearch({ findAtHeadquarters, findInChannel }: DuplicateSearchPorts): DuplicateSearch {
  return {
    atHeadquarters: (customer, signal) => search(customer, (keys) => findAtHeadquarters(keys, signal)),
    inChannel: (channelDatabaseGroupId, customer) =>
      search(customer, (keys) => findInChannel({ ...keys, channelDatabaseGroupId })),
  };

  async function search(
    customer: Customer,
    find: (search: KeySearch) => Promise<readonly Candidate[]>,
  ): Promise<readonly Duplicate[]> {
    const { legalEntityId, customerId } = customer;
    const keys = duplicateKeys(customer);
    const candidates = keys.length === 0 ? [] : await find({ legalEntityId, customerId, keys });
    return candidates.map(({ searchKeys, ...known }) => ({ ...known, matchedOn: matchedOn(keys, searchKeys) }));
  }
}

/** Each possible duplicate once, with everything it matched on; no more of them than may be stored. */
export function possibleDuplicatesOf(...found: readonly (readonly PossibleDuplicate[])[]): PossibleDuplicate[] {
  const byId = new Map<string, Set<PossibleDuplicate["matchedOn"][number]>>();
  for (const { customerId, matchedOn: matched } of found.flat()) {
    byId.set(customerId, new Set([...(byId.get(customerId) ?? []), ...matched]));
  }
  return [...byId].map(([customerId, matched]) => ({ customerId, matchedOn: [...matched] }));
}
