import { type CosmosFailure, failures } from "../failure";
import type { KeyRange } from "../partition-key/key-ranges";
import type { Container } from "../storage/container";
import type { Store } from "../storage/store";
import { compileCached } from "./compiled-queries";
import type { QueryPage } from "./query-page";
import { type QueryRequest, runQuery } from "./run-query";

/**
 * A query across several ranges, one after the other, each page from one of them: a page may hold fewer than were asked
 * for, even none, and still be followed by more. Throws what Azure refuses to do so: to sort, to count, to cut.
 */
export function runAcrossRanges(
  store: Store,
  container: Container,
  request: Omit<QueryRequest, "continuation" | "range">,
  ranges: readonly KeyRange[],
  token: string | undefined,
): QueryPage {
  if (needsMerging(request.query)) throw notServed();
  const [, place = "0", within = ""] = /^(\d+):(.*)$/.exec(token || "0:") ?? [];
  const index = Number(place);
  const range = ranges[index];
  if (!range || (token && !/^\d+:/.test(token))) throw failures.badRequest("The continuation token is malformed.");
  const { results, continuation } = runQuery(store, container, { ...request, range, continuation: within });
  if (continuation !== undefined) return { results, continuation: `${index}:${continuation}` };
  return { results, continuation: index + 1 < ranges.length ? `${index + 1}:` : undefined };
}

/** Whether the results of several ranges are more than those of each, one after the other. */
export function needsMerging(query: string): boolean {
  const { isStream, limit, offset } = compileCached(query).select;
  return !isStream || limit !== undefined || offset !== undefined;
}

/** The SDK knows it by these words, and asks the ranges itself, by the query's plan. */
function notServed(): CosmosFailure {
  return failures.badRequest(
    "The provided cross partition query can not be directly served by the gateway. Cross partition query only supports 'VALUE <AggregateFunc>' for aggregates.",
  );
}
