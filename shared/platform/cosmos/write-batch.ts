import type { Container, OperationInput, OperationResponse, PartitionKey } from "@azure/cosmos";

/** A request that did not get through; the SDK keeps its status from us. */
class BatchNotAnswered extends Error {
  readonly code = "BATCH_NOT_ANSWERED";
}

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
): Promise<readonly OperationResponse[] | undefined> {
  const { result = [] } = await container.items
    .batch([...operations], partitionKey, { contentResponseOnWriteEnabled: false })
    .catch((cause: unknown) => {
      throw new BatchNotAnswered("The batch was not answered.", { cause });
    });
  const refused = result.find(({ statusCode }) => statusCode >= 300 && statusCode !== 424);
  if (refused === undefined) return result;
  if (lost.has(refused.statusCode)) return undefined;
  throw Object.assign(new Error(`An operation of a batch was refused.`), { code: refused.statusCode });
}
