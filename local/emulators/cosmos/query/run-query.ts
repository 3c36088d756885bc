import { failures } from "../failure";
import { containsKey, type EffectiveRange, effectivePartitionKey } from "../partition-key/effective-partition-key";
import { type PartitionKey, partitionKeyOf } from "../partition-key/partition-key";
import type { CompiledQuery, Parameters } from "../sql/compile-query";
import type { Container } from "../storage/container";
import type { Store } from "../storage/store";
import { chooseReader } from "./choose-reader";
import { compileCached } from "./compiled-queries";
import { isExact } from "./condition";
import { readContinuation } from "./continuation";
import { extractCondition } from "./extract-condition";
import type { QueryPage } from "./query-page";
import { readAll } from "./read-all";
import { readPage } from "./read-page";

export interface QueryRequest {
  readonly query: string;
  readonly parameters: Parameters;
  /** All of it, a prefix of it, or nothing: across partitions. */
  readonly partitionKey: PartitionKey | undefined;
  /** Leaves out what is elsewhere in the hash space; absent: everything counts. */
  readonly range?: EffectiveRange | undefined;
  readonly maxItems: number;
  readonly continuation: string | undefined;
}

export function runQuery(store: Store, container: Container, request: QueryRequest): QueryPage {
  const query = compileCached(request.query);
  const row = query.newRow(request.parameters);
  if (query.documentName === undefined) {
    return { results: query.select.evaluate(row).map((value) => JSON.stringify(value)), continuation: undefined };
  }
  const { where } = query.syntax;
  const extracted = where && extractCondition(where, documentNames(query), request.parameters);
  const continued = readContinuation(request.continuation);
  const { reader, way } = chooseReader(store, container, request.partitionKey, extracted?.condition, continued?.way);
  const isExactly = !where || (extracted?.whole === true && isExact(extracted.condition));
  const count = !request.range && isExactly && isPlainCount(query) ? reader.count() : undefined;
  if (count !== undefined) return { results: [String(count)], continuation: undefined };
  const isWanted = inRange(container, request.range);
  const reading = { query, reader, way, row, maxItems: request.maxItems, continued, isWanted };
  return query.select.isStream ? readPage(reading) : readAll(reading);
}

function inRange({ keyPaths }: Container, range: EffectiveRange | undefined) {
  if (!range) return undefined;
  return (document: unknown) =>
    containsKey(range, effectivePartitionKey(partitionKeyOf(keyPaths, document), keyPaths.length > 1));
}

/** `SELECT VALUE COUNT(1) FROM c WHERE …`: the number of documents, with no need to see them. */
function isPlainCount({ syntax }: CompiledQuery): boolean {
  const { projection, sources, groupBy, top, offset } = syntax;
  if (projection.kind !== "value" || sources.length !== 1 || groupBy || top || offset) return false;
  const { expression } = projection;
  const [source] = sources;
  const isDocument = source && !source.each && "kind" in source.from && source.from.kind === "identifier";
  return (
    expression.kind === "call" &&
    expression.name === "COUNT" &&
    expression.parameters[0]?.kind === "literal" &&
    expression.parameters[0].value !== undefined &&
    !!isDocument
  );
}

/** The names that stand for the document itself: `c` in `FROM c`, both of `FROM root c`. */
function documentNames({ syntax, documentName }: CompiledQuery): ReadonlySet<string> {
  const names = new Set(documentName === undefined ? [] : [documentName]);
  const [source] = syntax.sources;
  if (source && !source.each && "kind" in source.from && source.from.kind === "identifier") names.add(source.alias);
  // A JOIN or a FROM that hides the name would make paths mean something else.
  for (const { alias, each } of syntax.sources)
    if (each && names.has(alias)) throw failures.unsupported(`the name ${alias} twice`);
  return names;
}
