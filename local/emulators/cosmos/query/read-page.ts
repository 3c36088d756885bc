import { type CompiledQuery, putDocument } from "../sql/compile-query";
import { countOf } from "../sql/compile-select";
import type { Row } from "../sql/scope";
import { type Continuation, writeContinuation } from "./continuation";
import type { QueryPage } from "./query-page";
import type { Candidate, Position, Reader } from "./read-order";

export interface Reading {
  readonly query: CompiledQuery;
  readonly reader: Reader;
  readonly way: number;
  readonly row: Row;
  readonly maxItems: number;
  readonly continued: Continuation | undefined;
  /** Whether a document is in the range that is read; absent: all are. */
  readonly isWanted?: ((document: unknown) => boolean) | undefined;
}

/** As the service: a page ends before it has more than 4 MB. */
const maxPageBytes = 4 * 1024 * 1024;

/** Reads only as far as the page needs: for queries that neither group nor sort. */
export function readPage({ query, reader, way, row, maxItems, continued, isWanted }: Reading): QueryPage {
  const { offset, limit } = query.select;
  const first = offset ? countOf(offset(row)) : 0;
  const end = limit ? first + countOf(limit(row)) : Number.POSITIVE_INFINITY;
  const results: string[] = [];
  let passed = continued?.passed ?? 0;
  let after: Position | undefined = continued?.after;
  let skip = continued?.within ?? 0;
  let bytes = 0;
  const stop = (within: number): QueryPage => ({
    results,
    continuation: writeContinuation({ way, passed, within, ...(after && { after }) }),
  });

  for (const candidate of candidates(reader, after, Math.min(maxItems, end - passed) + 1)) {
    const found = resultsOf(query, candidate, row, isWanted);
    for (let index = skip; index < found.length; index += 1) {
      if (passed >= end) return { results, continuation: undefined };
      const result = found[index] as string;
      if (results.length >= maxItems || (results.length > 0 && bytes + result.length > maxPageBytes))
        return stop(index);
      if (passed >= first) {
        results.push(result);
        bytes += result.length;
      }
      passed += 1;
    }
    skip = 0;
    after = candidate.position;
  }
  return { results, continuation: undefined };
}

const maxChunk = 1_000;

/** Candidates in chunks: the first as large as the page, more only if that was not enough. */
export function* candidates(reader: Reader, start: Position | undefined, firstChunk: number): Generator<Candidate> {
  let after = start;
  let chunk = Math.max(1, Math.min(firstChunk, maxChunk));
  for (;;) {
    const found = reader.read(after, chunk);
    yield* found;
    after = found.at(-1)?.position;
    if (found.length < chunk) return;
    chunk = Math.min(chunk * 2, maxChunk);
  }
}

/** The JSON texts of what one document yields. `SELECT *` passes the stored text on. */
function resultsOf(
  query: CompiledQuery,
  candidate: Candidate,
  row: Row,
  isWanted: Reading["isWanted"],
): readonly string[] {
  const document: unknown = JSON.parse(candidate.body);
  if (candidate.isElsewhere?.(document) || isWanted?.(document) === false) return [];
  putDocument(row, document);
  const results: string[] = [];
  query.select.visit(row, (found) => {
    const value = query.select.project(found);
    if (value !== undefined) results.push(value === document ? candidate.body : JSON.stringify(value));
    return false;
  });
  return results;
}
