import { failures } from "../failure";
import { documentsReply } from "../http/document-replies";
import { type GatewayRequest, header } from "../http/gateway-request";
import type { Reply } from "../http/reply";
import { parsePartitionKey } from "../partition-key/partition-key";
import { runQuery } from "../query/run-query";
import { pageCharge } from "../request-units";
import type { Parameters } from "../sql/compile-query";
import type { Container } from "../storage/container";
import type { Store } from "../storage/store";
import { checkRange } from "./partition-key-range";

interface QuerySpec {
  readonly query: string;
  readonly parameters?: readonly { readonly name: string; readonly value?: unknown }[];
}

/** One page of a query. */
export function queryReply(store: Store, container: Container, request: GatewayRequest, body: unknown): Reply {
  checkRange(request);
  const { query, parameters = [] } = querySpec(body);
  const key = header(request, "x-ms-documentdb-partitionkey");
  const { results, continuation } = runQuery(store, container, {
    query,
    parameters: parametersOf(parameters),
    partitionKey: key === undefined ? undefined : parsePartitionKey(key),
    maxItems: maxItemCount(request),
    continuation: header(request, "x-ms-continuation"),
  });
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
