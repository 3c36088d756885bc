import { BulkOperationType, type OperationInput } from "@azure/cosmos";
import type { OverdueOperations } from "../../customers";
import { fromOperationDocument } from "./channel-documents";
import { reaching } from "./cosmos-failure";
import type { ChannelsDatabase } from "./databases";

const away = "channel-database-unavailable";

const overdue = "SELECT * FROM c WHERE c.type = 'operation' AND c.state IN ('pending', 'sent') AND c.dueAt <= @now";

export function cosmosOverdueOperations({ customers }: Pick<ChannelsDatabase, "customers">): OverdueOperations {
  return {
    find: (now, top) =>
      reaching(away, async () => {
        const parameters = [{ name: "@now", value: now.toISOString() }];
        const { resources } = await customers.items
          .query({ query: overdue, parameters }, { maxItemCount: top })
          .fetchNext();
        return resources.map(fromOperationDocument);
      }),

    postpone: (operations, dueAt) =>
      reaching(away, async () => {
        const responses = await customers.items.bulk(
          operations.map(
            ({ operationId, channelDatabaseGroupId, customerId }): OperationInput => ({
              operationType: BulkOperationType.Patch,
              partitionKey: [channelDatabaseGroupId, customerId],
              id: operationId,
              resourceBody: {
                condition: "FROM c WHERE c.state IN ('pending', 'sent')",
                operations: [
                  { op: "set", path: "/dueAt", value: dueAt.toISOString() },
                  { op: "set", path: "/state", value: "sent" },
                ],
              },
            }),
          ),
        );
        const refused = responses.find(
          ({ statusCode }) => statusCode >= 300 && statusCode !== 412 && statusCode !== 404,
        );
        if (refused) throw Object.assign(new Error("An operation was not postponed."), { code: refused.statusCode });
      }),
  };
}
