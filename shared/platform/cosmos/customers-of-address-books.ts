import type { CustomersOfAddressBooks } from "../../customers";
import { goingOn, reaching } from "./cosmos-failure";
import type { HeadquartersDatabase } from "./databases";
import { fromHeadquartersDocument } from "./headquarters-customers";

const pageSize = 100;

const ofBooks =
  "SELECT * FROM c WHERE c.type = 'customer' AND EXISTS(SELECT VALUE b FROM b IN c.customer.addressBookIds WHERE ARRAY_CONTAINS(@books, b))";

export function cosmosCustomersOfAddressBooks({
  customers,
}: Pick<HeadquartersDatabase, "customers">): CustomersOfAddressBooks {
  return async function* (addressBookIds, continuation) {
    const query = { query: ofBooks, parameters: [{ name: "@books", value: [...addressBookIds] }] };
    let token = continuation;
    do {
      const pages = customers.items.query(query, {
        maxItemCount: pageSize,
        ...(token === undefined ? {} : { continuationToken: token }),
      });
      const page = await reaching("headquarters-unavailable", () => goingOn(token, () => pages.fetchNext()));
      token = page.continuationToken || undefined;
      yield { customers: (page.resources ?? []).map(fromHeadquartersDocument), continuation: token };
    } while (token !== undefined);
  };
}
