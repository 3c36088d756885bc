import { z } from "zod";
import type { MembersOfClientBooks } from "../../clienteling";
import { allPages } from "./all-pages";
import type { HeadquartersDatabase } from "./databases";

const id = z.string();

const ofWorkers =
  "SELECT VALUE c.customerId FROM c WHERE c.type = 'membership' AND EXISTS(SELECT VALUE e FROM e IN c.entries WHERE ARRAY_CONTAINS(@workers, e.workerId))";

export function cosmosMembersOfClientBooks({
  customers,
}: Pick<HeadquartersDatabase, "customers">): MembersOfClientBooks {
  return async function* (workerIds, from) {
    const query = { query: ofWorkers, parameters: [{ name: "@workers", value: [...workerIds] }] };
    for await (const { items, continuation } of allPages(customers, query, from, (read) => id.parse(read)))
      yield { memberIds: items, continuation };
  };
}
