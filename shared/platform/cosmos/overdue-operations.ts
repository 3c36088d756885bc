import { BulkOperationType, type OperationInput } from "@azure/cosmos";
import type { OverdueOperations } from "../../customers";
import { bulk } from "./bulk";
import { fromListedDocument, operationKeys } from "./channel-documents";
import { reaching } from "./cosmos-failure";
import type { ChannelsDatabase } from "./databases";

const away = "channel-database-unavailable";

const overdue = "SELECT * FROM c WHERE c.type = 'operation' AND c.state IN ('pending', 'sent') AND c.dueAt <= @now";

export function cosmosOverdueOperations({ customers }: Pick<ChannelsDatabase, "customers">): OverdueOperations {
  return {
    find: (now, top) =>
      reaching(away, async () => {
        const parameters = [{ name: "@now", value: now.toISOString() }];
        const pages = customers.items.query({ query: overdue, parameters }, { maxItemCount: top });
        const found: unknown[] = [];
        // Cosmos may answer fewer than asked for, even none, and still have more.
        while (found.length < top && pages.hasMoreResults()) found.push(...(await pages.fetchNext()).resources);
        return found.slice(0, top).map(fromListedDocument);
      }),

    postpone: (operations, dueAt) =>
      reaching(away, async () => {
        await bulk(
          customers,
          operations.map(
            (operation): OperationInput => ({
              operationType: BulkOperationType.Patch,
              partitionKey: [operation.channelDatabaseGroupId, operation.customerId],
              id: operation.operationId,
              resourceBody: {
                condition: "FROM c WHERE c.state IN ('pending', 'sent')",
                operations: Object.entries({
                  dueAt: dueAt.toISOString(),
                  state: "sent",
                  ...operationKeys({ ...operation, state: "sent" }),
                }).map(([name, value]) => ({ op: "set", path: `/${name}`, value })),
              },
            }),
          ),
        );
      }),
  };
}
