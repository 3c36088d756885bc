import { failures } from "../failure";
import { documentsReply } from "../http/document-replies";
import { type GatewayRequest, header } from "../http/gateway-request";
import type { Reply } from "../http/reply";
import { rangesOf } from "../partition-key/key-ranges";
import { parsePartitionKey } from "../partition-key/partition-key";
import { runAcrossRanges } from "../query/run-across-ranges";
import { runQuery } from "../query/run-query";
import { pageCharge } from "../request-units";
import type { Parameters } from "../sql/compile-query";
import type { Container } from "../storage/container";
import type { Store } from "../storage/store";
import { isWholeRange, requestedRange } from "./partition-key-range";

interface QuerySpec {
  readonly query: string;
  readonly parameters?: readonly { readonly name: string; readonly value?: unknown }[];
}

/** One page of a query. */
export function queryReply(store: Store, container: Container, request: GatewayRequest, body: unknown): Reply {
  const { query, parameters = [] } = querySpec(body);
  const key = header(request, "x-ms-documentdb-partitionkey");
  const partitionKey = key === undefined ? undefined : parsePartitionKey(key);
  const asked = { query, parameters: parametersOf(parameters), partitionKey, maxItems: maxItemCount(request) };
  const token = header(request, "x-ms-continuation");
  const targets = rangesOf(container.ranges, partitionKey, container.keyPaths.length > 1);
  const range = requestedRange(container, request);
  const { results, continuation } =
    targets.length > 1 && isWholeRange(range)
      ? runAcrossRanges(store, container, asked, targets, token)
      : runQuery(store, container, { ...asked, range: isWholeRange(range) ? undefined : range, continuation: token });
  const headers = continuation === undefined ? {} : { "x-ms-continuation": continuation };
  return documentsReply(container, results, pageCharge(results), headers);
}

export function querySpec(body: unknown): QuerySpec {
  const spec = body as Partial<QuerySpec> | undefined;
  if (typeof spec?.query !== "string") throw failures.badRequest("The request holds no query.");
  return spec as QuerySpec;
}

export function parametersOf(parameters: NonNullable<QuerySpec["parameters"]>): Parameters {
  return Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
}

const standardPage = 100;
const largestPage = 1_000;

/** -1 asks for as many as the service likes to give. */
export function maxItemCount(request: GatewayRequest): number {
  const asked = Number(header(request, "x-ms-max-item-count") ?? standardPage);
  return asked > 0 ? asked : largestPage;
}
