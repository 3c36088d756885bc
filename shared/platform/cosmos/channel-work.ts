import { BulkOperationType, type Container, type OperationInput } from "@azure/cosmos";
import type { ListedOperation, Operation, StoredChannelCustomer } from "../../customers";
import { type ChannelPartition, copyToDocument, isOperation, operationToDocument } from "./channel-documents";
import { writeBatch } from "./write-batch";

const openWork = "SELECT * FROM c WHERE c.type = 'customer' OR c.state IN ('pending', 'sent', 'failed')";

/** A customer's copy and its operations that are not at an end, as the documents that they are. */
export async function readOpenWork(customers: Container, partitionKey: ChannelPartition) {
  const { resources } = await customers.items.query(openWork, { partitionKey }).fetchAll();
  return { copy: resources.find((read) => !isOperation(read)), operations: resources.filter(isOperation) };
}

export const replaceCopy = (copy: StoredChannelCustomer) =>
  ({
    operationType: BulkOperationType.Replace,
    id: copy.customer.customerId,
    ifMatch: copy.etag,
    resourceBody: copyToDocument(copy),
  }) as OperationInput;

/** Replaces an operation, and its customer's copy unless that is undefined; answers `false` when either changed. */
export async function settleOperation(
  customers: Container,
  operation: (Operation | ListedOperation) & { readonly etag: string },
  copy: StoredChannelCustomer | undefined,
): Promise<boolean> {
  const replaceOperation = {
    operationType: BulkOperationType.Replace,
    id: operation.operationId,
    ifMatch: operation.etag,
    resourceBody: operationToDocument(operation),
  } as OperationInput;
  const { channelDatabaseGroupId, customerId } = operation;
  const writes = copy ? [replaceOperation, replaceCopy(copy)] : [replaceOperation];
  return (await writeBatch(customers, writes, [channelDatabaseGroupId, customerId])) !== undefined;
}
