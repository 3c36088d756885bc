import { Failure } from "../../failure";
import type { ListedOperation } from "../synchronization/operation";
import type { OperationLog, OperationQuery } from "./operation-log";
import { isWaiting, type OperationView, operationViewOf } from "./operation-view";

export interface ListOperationsPorts {
  readonly operationLog: OperationLog;
  now(): Date;
}

/**
 * The customer synchronization status list (S5), a page of it; each operation that waits says which failed one holds it
 * back (S4). Its cost grows with the page, not with the list.
 */
export type ListOperations = (
  query: OperationQuery,
) => Promise<{ readonly items: readonly OperationView[]; readonly continuation: string | undefined }>;

export function listOperations({ operationLog, now }: ListOperationsPorts): ListOperations {
  return async (query) => {
    const { operations, continuation } = await operationLog.list(query);
    const failed = await failedBefore(operationLog, operations);
    return { items: operations.map((operation) => operationViewOf(operation, failed, now())), continuation };
  };
}

/** One operation; rejects with `not-found`. */
export type GetOperation = (operationId: string) => Promise<{ readonly view: OperationView; readonly etag: string }>;

export function getOperation({ operationLog, now }: ListOperationsPorts): GetOperation {
  return async (operationId) => {
    const operation = await operationLog.find(operationId);
    if (operation === undefined) throw new Failure("not-found", "There is no such operation.");
    const failed = await failedBefore(operationLog, [operation]);
    return { view: operationViewOf(operation, failed, now()), etag: operation.etag };
  };
}

/** Only an operation that waits and is not its customer's first can be held back. */
async function failedBefore(operationLog: OperationLog, operations: readonly ListedOperation[]) {
  const later = operations.filter((operation) => isWaiting(operation) && operation.sequence > 1);
  const customerIds = [...new Set(later.map(({ customerId }) => customerId))];
  return customerIds.length === 0 ? [] : operationLog.ofCustomers(customerIds, ["failed"]);
}
