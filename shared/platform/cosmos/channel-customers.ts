import { BulkOperationType, type OperationInput } from "@azure/cosmos";
import { accountNumberKey, type ChannelCustomers, type StoredChannelCustomer } from "../../customers";
import { linkTo } from "../telemetry";
import {
  type ChannelPartition,
  copyToDocument,
  fromCopyDocument,
  fromOperationDocument,
  operationToDocument,
} from "./channel-documents";
import { readOpenWork, replaceCopy, settleOperation } from "./channel-work";
import { hasStatus, reaching } from "./cosmos-failure";
import type { ChannelsDatabase } from "./databases";
import { writeBatch } from "./write-batch";

const byKey =
  "SELECT * FROM c WHERE c.type = 'customer' AND c.legalEntityId = @legalEntityId AND ARRAY_CONTAINS(c.searchKeys, @key)";

export function cosmosChannelCustomers({ customers }: Pick<ChannelsDatabase, "customers">): ChannelCustomers {
  const away = "channel-database-unavailable";

  const batch = async (operations: OperationInput[], partition: ChannelPartition): Promise<boolean> =>
    (await writeBatch(customers, operations, partition)) !== undefined;

  async function find(groupId: string, customerId: string): Promise<StoredChannelCustomer | undefined> {
    const { resource } = await customers.item(customerId, [groupId, customerId]).read();
    return resource === undefined ? undefined : fromCopyDocument(resource);
  }

  return {
    find: (groupId, customerId) => reaching(away, () => find(groupId, customerId)),

    findByAccountNumber: (groupId, legalEntityId, accountNumber) =>
      reaching(away, async () => {
        const parameters = [
          { name: "@legalEntityId", value: legalEntityId },
          { name: "@key", value: accountNumberKey(accountNumber) },
        ];
        const { resources } = await customers.items
          .query({ query: byKey, parameters }, { partitionKey: [groupId] })
          .fetchAll();
        return resources[0] === undefined ? undefined : fromCopyDocument(resources[0]);
      }),

    insertPending: (copy, operation) =>
      reaching(away, () =>
        batch(
          [
            { operationType: BulkOperationType.Create, resourceBody: copyToDocument(copy) },
            { operationType: BulkOperationType.Create, resourceBody: operationToDocument(operation) },
          ],
          [copy.channelDatabaseGroupId, copy.customer.customerId],
        ),
      ),

    insertCopy: (copy) =>
      reaching(away, async () => {
        try {
          const { etag } = await customers.items.create(copyToDocument(copy));
          return { ...copy, etag };
        } catch (error) {
          const { customerId } = copy.customer;
          const present = hasStatus(error, 409) ? await find(copy.channelDatabaseGroupId, customerId) : undefined;
          if (present === undefined) throw error;
          return present;
        }
      }),

    replaceCopy: (copy) =>
      reaching(away, () => batch([replaceCopy(copy)], [copy.channelDatabaseGroupId, copy.customer.customerId])),

    append: (copy, operation) =>
      reaching(away, () => {
        const create = { operationType: BulkOperationType.Create, resourceBody: operationToDocument(operation) };
        return batch(
          [create as OperationInput, replaceCopy(copy)],
          [copy.channelDatabaseGroupId, operation.customerId],
        );
      }),

    pendingWork: (groupId, customerId) =>
      reaching(away, async () => {
        const { copy, operations } = await readOpenWork(customers, [groupId, customerId]);
        const open = operations.map(fromOperationDocument);
        for (const { traceParent } of open) linkTo(traceParent);
        return {
          copy: copy === undefined ? undefined : fromCopyDocument(copy),
          operations: open.sort((a, b) => a.sequence - b.sequence),
        };
      }),

    settle: (operation, copy) => reaching(away, () => settleOperation(customers, operation, copy)),
  };
}
