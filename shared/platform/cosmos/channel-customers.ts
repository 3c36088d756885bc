import { BulkOperationType, type OperationInput } from "@azure/cosmos";
import { accountNumberKey, type ChannelCustomers, type StoredChannelCustomer } from "../../customers";
import {
  type ChannelPartition,
  copyToDocument,
  fromCopyDocument,
  fromOperationDocument,
  isOperation,
  operationToDocument,
} from "./channel-documents";
import { hasStatus, reaching } from "./cosmos-failure";
import type { ChannelsDatabase } from "./databases";
import { writeBatch } from "./write-batch";

const openOperations = "SELECT * FROM c WHERE c.type = 'customer' OR c.state IN ('pending', 'sent', 'failed')";

const byKey =
  "SELECT * FROM c WHERE c.type = 'customer' AND c.legalEntityId = @legalEntityId AND ARRAY_CONTAINS(c.searchKeys, @key)";

const replaceCopy = (copy: StoredChannelCustomer) =>
  ({
    operationType: BulkOperationType.Replace,
    id: copy.customer.customerId,
    ifMatch: copy.etag,
    resourceBody: copyToDocument(copy),
  }) as OperationInput;

export function cosmosChannelCustomers({ customers }: Pick<ChannelsDatabase, "customers">): ChannelCustomers {
  const away = "channel-database-unavailable";

  const batch = async (operations: OperationInput[], partition: ChannelPartition): Promise<boolean> =>
    (await writeBatch(customers, operations, partition)) !== undefined;

  return {
    find: (groupId, customerId) =>
      reaching(away, async () => {
        const { resource } = await customers.item(customerId, [groupId, customerId]).read();
        return resource === undefined ? undefined : fromCopyDocument(resource);
      }),

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
          await customers.items.create(copyToDocument(copy));
        } catch (error) {
          if (!hasStatus(error, 409)) throw error;
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
        const partitionKey: ChannelPartition = [groupId, customerId];
        const { resources } = await customers.items.query(openOperations, { partitionKey }).fetchAll();
        const copy = resources.find((read) => !isOperation(read));
        const operations = resources.filter(isOperation).map(fromOperationDocument);
        return {
          copy: copy === undefined ? undefined : fromCopyDocument(copy),
          operations: operations.sort((a, b) => a.sequence - b.sequence),
        };
      }),

    settle: (operation, copy) =>
      reaching(away, () => {
        const replaceOperation: OperationInput = {
          operationType: BulkOperationType.Replace,
          id: operation.operationId,
          ifMatch: operation.etag,
          resourceBody: operationToDocument(operation),
        } as OperationInput;
        const operations = copy ? [replaceOperation, replaceCopy(copy)] : [replaceOperation];
        return batch(operations, [operation.channelDatabaseGroupId, operation.customerId]);
      }),
  };
}
