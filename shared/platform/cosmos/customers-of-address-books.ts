import type { CustomersOfAddressBooks } from "../../customers";
import { allPages } from "./all-pages";
import type { HeadquartersDatabase } from "./databases";
import { fromHeadquartersDocument } from "./headquarters-customers";

const ofBooks =
  "SELECT * FROM c WHERE c.type = 'customer' AND EXISTS(SELECT VALUE b FROM b IN c.customer.addressBookIds WHERE ARRAY_CONTAINS(@books, b))";

export function cosmosCustomersOfAddressBooks({
  customers,
}: Pick<HeadquartersDatabase, "customers">): CustomersOfAddressBooks {
  return async function* (addressBookIds, from) {
    const query = { query: ofBooks, parameters: [{ name: "@books", value: [...addressBookIds] }] };
    for await (const { items, continuation } of allPages(customers, query, from, fromHeadquartersDocument))
      yield { customers: items, continuation };
  };
}
