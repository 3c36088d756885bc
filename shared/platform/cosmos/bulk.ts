import type { Container, OperationInput, OperationResponse, RequestOptions } from "@azure/cosmos";
import { operationRefused, withRefusal } from "./refusal";

/** As many operations as one bulk request takes. */
const bulkSize = 100;

/** Statuses by which one operation loses its condition, or finds nothing. */
const conditional: ReadonlySet<number> = new Set([404, 409, 412]);

/**
 * Does operations in many partitions, each by itself, and answers what each got, in their order. Rejects when one was
 * refused for another reason than its condition.
 */
export async function bulk(
  container: Container,
  operations: readonly OperationInput[],
  options?: RequestOptions,
): Promise<readonly OperationResponse[]> {
  const responses: OperationResponse[] = [];
  for (let from = 0; from < operations.length; from += bulkSize) {
    const chunk = operations.slice(from, from + bulkSize);
    responses.push(...(await withRefusal(() => container.items.bulk(chunk, undefined, options))));
  }
  const refused = responses.find(({ statusCode }) => statusCode >= 300 && !conditional.has(statusCode));
  if (refused) throw operationRefused("An operation was refused.", refused);
  return responses;
}
