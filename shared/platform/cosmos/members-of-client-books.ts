import { z } from "zod";
import type { MembersOfClientBooks } from "../../clienteling";
import { goingOn, reaching } from "./cosmos-failure";
import type { HeadquartersDatabase } from "./databases";

const pageSize = 100;

const ofWorkers =
  "SELECT VALUE c.customerId FROM c WHERE c.type = 'membership' AND EXISTS(SELECT VALUE e FROM e IN c.entries WHERE ARRAY_CONTAINS(@workers, e.workerId))";

export function cosmosMembersOfClientBooks({
  customers,
}: Pick<HeadquartersDatabase, "customers">): MembersOfClientBooks {
  return async function* (workerIds, continuation) {
    const query = { query: ofWorkers, parameters: [{ name: "@workers", value: [...workerIds] }] };
    let token = continuation;
    do {
      const pages = customers.items.query(query, {
        maxItemCount: pageSize,
        ...(token === undefined ? {} : { continuationToken: token }),
      });
      const page = await reaching("headquarters-unavailable", () => goingOn(token, () => pages.fetchNext()));
      token = page.continuationToken || undefined;
      yield { memberIds: z.array(z.string()).parse(page.resources ?? []), continuation: token };
    } while (token !== undefined);
  };
}
