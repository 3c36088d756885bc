import { ChangeFeedStartFrom, StatusCodes } from "@azure/cosmos";
import type { HeadquartersChanges } from "../../customers";
import { reaching } from "./cosmos-failure";
import type { HeadquartersDatabase } from "./databases";
import { fromHeadquartersDocument } from "./headquarters-customers";
import { fromMembershipDocument } from "./memberships";
import { withRefusal } from "./refusal";

const pageSize = 100;

export function cosmosHeadquartersChanges({ customers }: Pick<HeadquartersDatabase, "customers">): HeadquartersChanges {
  return {
    async *since(continuation) {
      const changeFeedStartFrom =
        continuation === undefined ? ChangeFeedStartFrom.Beginning() : ChangeFeedStartFrom.Continuation(continuation);
      const changes = customers.items.getChangeFeedIterator({ changeFeedStartFrom, maxItemCount: pageSize });
      for (;;) {
        const page = await reaching("headquarters-unavailable", () => withRefusal(() => changes.readNext()));
        if (page.statusCode === StatusCodes.NotModified) return;
        const ofType = (type: string) => page.result.filter((read) => Reflect.get(read, "type") === type);
        yield {
          customers: ofType("customer").map(fromHeadquartersDocument),
          memberIds: ofType("membership").map((read) => fromMembershipDocument(read).customerId),
          continuation: page.continuationToken,
        };
      }
    },
  };
}
