import { CosmosFailure, failures } from "../failure";
import { containsKey, effectivePartitionKey } from "../partition-key/effective-partition-key";
import type { KeyRange } from "../partition-key/key-ranges";
import { type PartitionKey, parsePartitionKey } from "../partition-key/partition-key";
import { smallestCharge, sumOfCharges } from "../request-units";
import type { Container } from "../storage/container";
import type { GroupCommit } from "../storage/group-commit";
import { createDocument } from "./create-document";
import { deleteDocument } from "./delete-document";
import type { DocumentResult, RunDocumentOperation } from "./document-operation";
import { patchDocument } from "./patch-document";
import { readDocument } from "./read-document";
import { replaceDocument } from "./replace-document";
import { upsertDocument } from "./upsert-document";

interface BatchOperation {
  readonly operationType: string;
  readonly id?: string;
  readonly partitionKey?: unknown;
  readonly resourceBody?: unknown;
  readonly ifMatch?: string;
  readonly ifNoneMatch?: string;
}

export interface BatchResult {
  readonly results: readonly DocumentResult[];
  readonly charge: number;
}

const maxOperations = 100;

const operations: Readonly<Record<string, RunDocumentOperation>> = {
  Create: createDocument,
  Read: readDocument,
  Upsert: upsertDocument,
  Replace: replaceDocument,
  Delete: deleteDocument,
  Patch: patchDocument,
};

/** All or nothing: after a failure the others answer 424, and nothing was written. */
export async function runAtomicBatch(
  commit: GroupCommit,
  container: Container,
  body: unknown,
  partitionKey: PartitionKey | undefined,
): Promise<BatchResult> {
  const batch = batchOf(body);
  let results: DocumentResult[] = [];
  let failed: DocumentResult | undefined;
  try {
    await commit.write(
      container,
      () => {
        for (const operation of batch) {
          const result = resultOf(() => run(container, operation, partitionKey));
          if (result.status >= 400) {
            failed = result;
            // Undoes what came before.
            throw new CosmosFailure(result.status, "The batch failed.");
          }
          results.push(result);
        }
      },
      { undoable: true },
    );
  } catch (error) {
    if (!failed) throw error;
    const position = results.length;
    const failure = failed;
    results = batch.map((_, index) => (index === position ? failure : { status: 424, charge: 0 }));
  }
  return { results, charge: sumOfCharges(results.map(({ charge }) => charge)) };
}

/** Each operation for itself, in any partition of the range; one that fails does not hold the others up. */
export async function runBulk(
  commit: GroupCommit,
  container: Container,
  body: unknown,
  continueOnError: boolean,
  range: KeyRange | undefined,
): Promise<BatchResult> {
  const batch = batchOf(body);
  if (!continueOnError) throw failures.unsupported("a bulk request that stops at the first error");
  const results = await commit.write(container, () =>
    batch.map((operation) =>
      resultOf(() => {
        checkPlace(container, range, keyOf(operation));
        return run(container, operation, undefined);
      }),
    ),
  );
  return { results, charge: sumOfCharges(results.map(({ charge }) => charge)) };
}

/** Throws 400 when the client sent the operation to a range that its key is not in. */
function checkPlace({ ranges, keyPaths }: Container, range: KeyRange | undefined, key: PartitionKey | undefined): void {
  if (!range || key === undefined || ranges.length === 1) return;
  if (containsKey(range, effectivePartitionKey(key, keyPaths.length > 1))) return;
  throw failures.badRequest(`The partition key ${key} is not in the partition key range ${range.id}.`);
}

function batchOf(body: unknown): readonly BatchOperation[] {
  if (!Array.isArray(body) || body.length === 0) throw failures.badRequest("A batch is a list of operations.");
  if (body.length > maxOperations) {
    throw failures.badRequest("Batch request has more operations than what is supported.");
  }
  return body as BatchOperation[];
}

function run(container: Container, operation: BatchOperation, common: PartitionKey | undefined): DocumentResult {
  const perform = operations[operation.operationType];
  if (!perform) throw failures.badRequest(`'${operation.operationType}' is no batch operation.`);
  const { id, resourceBody, ifMatch, ifNoneMatch } = operation;
  return perform({
    container,
    partitionKey: keyOf(operation) ?? common,
    id: id ?? (resourceBody as { readonly id?: string } | undefined)?.id,
    body: resourceBody,
    ifMatch,
    ifNoneMatch,
  });
}

function keyOf({ partitionKey }: BatchOperation): PartitionKey | undefined {
  if (partitionKey === undefined) return undefined;
  return parsePartitionKey(typeof partitionKey === "string" ? partitionKey : JSON.stringify(partitionKey));
}

function resultOf(perform: () => DocumentResult): DocumentResult {
  try {
    return perform();
  } catch (error) {
    if (error instanceof CosmosFailure) return { status: error.status, charge: smallestCharge };
    throw error;
  }
}
