import { ChangeFeedStartFrom, StatusCodes } from "@azure/cosmos";
import type { HeadquartersChanges } from "../../customers";
import { reaching } from "./cosmos-failure";
import type { HeadquartersDatabase } from "./databases";
import { fromHeadquartersDocument } from "./headquarters-customers";

const pageSize = 100;

export function cosmosHeadquartersChanges({ customers }: Pick<HeadquartersDatabase, "customers">): HeadquartersChanges {
  return {
    async *since(continuation) {
      const changeFeedStartFrom =
        continuation === undefined ? ChangeFeedStartFrom.Beginning() : ChangeFeedStartFrom.Continuation(continuation);
      const changes = customers.items.getChangeFeedIterator({ changeFeedStartFrom, maxItemCount: pageSize });
      for (;;) {
        const page = await reaching("headquarters-unavailable", () => changes.readNext());
        if (page.statusCode === StatusCodes.NotModified) return;
        const known = page.result
          .filter((read) => Reflect.get(read, "type") === "customer")
          .map(fromHeadquartersDocument);
        yield { customers: known, continuation: page.continuationToken };
      }
    },
  };
}
