import type { Container, OperationInput, OperationResponse, PartitionKey } from "@azure/cosmos";
import { operationRefused, withRefusal } from "./refusal";
import { request } from "./request";

/** Statuses by which an operation of a batch loses its condition. */
const lost: ReadonlySet<number> = new Set([404, 409, 412]);

/**
 * Writes all operations or none. Answers what each got, or undefined when one of them lost its condition (the id is
 * there already, or the etag has changed).
 */
export async function writeBatch(
  container: Container,
  operations: readonly OperationInput[],
  partitionKey: PartitionKey,
  signal?: AbortSignal,
): Promise<readonly OperationResponse[] | undefined> {
  const result = await batch(container, operations, partitionKey, signal);
  return lostOperation(result) === undefined ? result : undefined;
}

/** Writes all operations or none; answers which of them lost its condition, undefined when all are written. */
export async function refusedOperation(
  container: Container,
  operations: readonly OperationInput[],
  partitionKey: PartitionKey,
  signal?: AbortSignal,
): Promise<number | undefined> {
  return lostOperation(await batch(container, operations, partitionKey, signal));
}

async function batch(
  container: Container,
  operations: readonly OperationInput[],
  partitionKey: PartitionKey,
  signal: AbortSignal | undefined,
): Promise<readonly OperationResponse[]> {
  const options = { contentResponseOnWriteEnabled: false, ...request(signal) };
  const { result = [] } = await withRefusal(() => container.items.batch([...operations], partitionKey, options));
  return result;
}

function lostOperation(result: readonly OperationResponse[]): number | undefined {
  const index = result.findIndex(({ statusCode }) => statusCode >= 300 && statusCode !== 424);
  if (index < 0) return undefined;
  const response = result[index] ?? { statusCode: 0 };
  if (lost.has(response.statusCode)) return index;
  throw operationRefused("An operation of a batch was refused.", response);
}
