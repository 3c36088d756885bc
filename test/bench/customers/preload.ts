import {
  BulkOperationType,
  type Container,
  type JSONObject,
  type OperationInput,
  type PartitionKey,
} from "@azure/cosmos";
import type { BenchEnvironment, FunctionsHost } from "../environment/bench-environment";
import { preloadedDocuments } from "./preload-documents";

// As many as one bulk request takes; a few requests at once keep the gateway busy while the next are made.
const chunkSize = 100;
const chunksAtOnce = 4;

/**
 * Writes customers as the product would have created them in Houston (headquarters' document, claim of the account
 * number, channel copy), past the product, which would take minutes; then moves the number sequence behind them.
 */
export async function preload(
  environment: BenchEnvironment,
  host: FunctionsHost,
  { customers, seed }: { readonly customers: number; readonly seed: number },
  onProgress: (written: number) => void = () => {},
): Promise<void> {
  if (customers === 0) return;
  const { headquarters, channels } = environment.gateway;
  const documents = await preloadedDocuments(environment.gateway, seed);
  let next = 0;
  let written = 0;
  const writeChunks = async () => {
    while (next < customers) {
      const from = next;
      next = Math.min(customers, from + chunkSize);
      const chunk = Array.from({ length: next - from }, (_, place) => documents(from + place));
      await Promise.all([
        createAll(
          headquarters.customerKeys,
          chunk.map(({ claim }) => [claim.key, claim]),
        ),
        createAll(
          headquarters.customers,
          chunk.map(({ headquarters: known }) => [known.customerId, known]),
        ),
        createAll(
          channels.customers,
          chunk.map(({ copy, headquarters: known, channelDatabaseGroupId }) => [
            [channelDatabaseGroupId, known.customerId],
            copy,
          ]),
        ),
      ]);
      written += chunk.length;
      onProgress(written);
    }
  };
  await Promise.all(Array.from({ length: chunksAtOnce }, writeChunks));
  await moveNumberSequence(environment, host, customers + 1);
}

async function createAll(container: Container, documents: readonly (readonly [PartitionKey, object])[]): Promise<void> {
  const operations: OperationInput[] = documents.map(([partitionKey, document]) => ({
    operationType: BulkOperationType.Create,
    partitionKey,
    resourceBody: document as JSONObject,
  }));
  // The successor, executeBulkOperations, waits a second before it sends a small set.
  const responses = await container.items.bulk(operations);
  const refused = responses.find(({ statusCode }) => statusCode >= 300);
  if (refused) throw new Error(`A customer could not be preloaded: ${refused.statusCode}.`);
}

async function moveNumberSequence(
  { tokens }: BenchEnvironment,
  { baseUrl }: FunctionsHost,
  next: number,
): Promise<void> {
  const url = `${baseUrl}/api/v1/headquarters/number-sequences/customer-account`;
  const headers = { authorization: `Bearer ${await tokens.administrator()}`, "content-type": "application/json" };
  const read = await fetch(url, { headers });
  const { format, smallest, largest, blockSize } = (await read.json()) as Record<string, unknown>;
  const body = JSON.stringify({ format, smallest, largest, blockSize, next });
  const ifMatch = { "if-match": read.headers.get("etag") ?? "" };
  const saved = await fetch(url, { method: "PUT", headers: { ...headers, ...ifMatch }, body });
  if (!saved.ok) throw new Error(`The number sequence could not be moved: ${saved.status} ${await saved.text()}`);
}
