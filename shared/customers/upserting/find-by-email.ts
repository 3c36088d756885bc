import type { HeadquartersCustomer } from "../headquarters-customers";
import type { SearchHeadquartersCustomers } from "../search/search-customers";
import { searchKey } from "../search/search-keys";

/** Headquarters' customers of a legal entity with an e-mail, at most a few. Rejects with `headquarters-unavailable`. */
export type FindByEmail = (legalEntityId: string, address: string) => Promise<readonly HeadquartersCustomer[]>;

/** One more than is told apart. */
const most = 5;
const timeoutMs = 10_000;

export function findByEmail(search: SearchHeadquartersCustomers): FindByEmail {
  return async (legalEntityId, address) => {
    const criteria = [
      [[{ criterion: "email", key: searchKey("email", address.toLowerCase()), prefix: false }]],
    ] as const;
    const page = await search({ legalEntityId, criteria, phase: "all", top: most }, AbortSignal.timeout(timeoutMs));
    return page.hits.map(({ found }) => found);
  };
}
