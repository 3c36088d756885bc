import { z } from "zod";
import type { ListStoreCustomers } from "../../clienteling";
import { goingOn, reaching } from "./cosmos-failure";
import type { ChannelsDatabase } from "./databases";

const query =
  "SELECT c.customer.customerId, c.customer.name, c.customer.createdAt FROM c WHERE c.type = 'customer' AND c.legalEntityId = @legalEntityId AND IS_NULL(c.customer.erasedAt) AND IS_NULL(c.customer.mergedInto) AND EXISTS(SELECT VALUE b FROM b IN c.addressBookIds WHERE ARRAY_CONTAINS(@books, b))";

const found = z.object({ customerId: z.string(), name: z.string(), createdAt: z.string() });

export function cosmosStoreCustomers({ customers }: Pick<ChannelsDatabase, "customers">): ListStoreCustomers {
  return ({ channelDatabaseGroupId, legalEntityId, addressBookIds }, { top, continuation }) =>
    reaching("channel-database-unavailable", async () => {
      const parameters = [
        { name: "@legalEntityId", value: legalEntityId },
        { name: "@books", value: [...addressBookIds] },
      ];
      const pages = customers.items.query(
        { query, parameters },
        {
          partitionKey: [channelDatabaseGroupId],
          maxItemCount: top,
          ...(continuation === undefined ? {} : { continuationToken: continuation }),
        },
      );
      const page = await goingOn(continuation, () => pages.fetchNext());
      return {
        customers: page.resources.map((read) => found.parse(read)),
        continuation: page.continuationToken || undefined,
      };
    });
}
