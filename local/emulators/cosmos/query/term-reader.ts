import { keysUnder, type PartitionKey } from "../partition-key/partition-key";
import type { Container } from "../storage/container";
import { liveCondition } from "../storage/expiry";
import type { SqlRow, Store } from "../storage/store";
import { rangeSql } from "./condition-sql";
import type { Candidate, Position, Reader } from "./read-order";
import type { SqlFragment } from "./sql-fragment";
import { isFirstPlace, isSingle, type TermLookup, type TermRange } from "./term-lookup";

/** Reads the stretches of a lookup one after the other, each by value and row; `prefix` keeps to a part of the keys. */
export function termReader(
  store: Store,
  container: Container,
  lookup: TermLookup,
  prefix: PartitionKey | undefined,
  filter: SqlFragment,
): Reader {
  const statement = (stretch: TermRange, after: Position | undefined, limit: number): SqlFragment => {
    const where = [stretchSql(container, stretch, prefix, after), underPrefix(container, prefix), filter];
    return {
      sql: `SELECT t.value, t.rid, d.body FROM ${indexedTerms(container, stretch, prefix)}
        CROSS JOIN ${container.table} d ON d.rid = t.rid
        WHERE ${where.map(({ sql }) => sql).join(" AND ")} AND ${liveCondition(container.definition)}
        ORDER BY t.value, t.rid LIMIT ?`,
      values: [...where.flatMap(({ values }) => values), limit],
    };
  };
  const readStretch = (index: number, after: Position | undefined, limit: number): readonly Candidate[] => {
    const stretch = lookup[index];
    if (!stretch) return [];
    const { sql, values } = statement(stretch, after, limit);
    return store.rows(sql, ...values).map((row) => candidate(row, lookup, index));
  };
  return {
    explain: () => statement(lookup[0] as TermRange, undefined, 1),
    read(after, limit) {
      const found: Candidate[] = [];
      let [index, ...place] = (after ?? [0]) as [number, ...(string | number)[]];
      for (; index < lookup.length && found.length < limit; index += 1) {
        found.push(...readStretch(index, place.length > 0 ? place : undefined, limit - found.length));
        place = [];
      }
      return found;
    },
  };
}

/** How many entries the lookup has, counted no further than `limit`. */
export function countEntries(
  store: Store,
  container: Container,
  lookup: TermLookup,
  prefix: PartitionKey | undefined,
  limit: number,
): number {
  let count = 0;
  for (const stretch of lookup) {
    const { sql, values } = stretchSql(container, stretch, prefix, undefined);
    const from = indexedTerms(container, stretch, prefix);
    const row = store.row(
      `SELECT count(*) FROM (SELECT 1 FROM ${from} WHERE ${sql} LIMIT ?)`,
      ...values,
      limit - count,
    );
    count += Number(row?.[0]);
    if (count >= limit) return limit;
  }
  return count;
}

function isInOneScope(container: Container, prefix: PartitionKey | undefined): boolean {
  return container.keyPaths.length === 1 || prefix !== undefined;
}

function indexedTerms(container: Container, { path }: TermRange, prefix: PartitionKey | undefined): string {
  const index = container.terms.of(path);
  if (isInOneScope(container, prefix)) return `${index.table} t`;
  return `${index.table} t INDEXED BY ${container.terms.acrossScopes(index)}`;
}

function stretchSql(
  container: Container,
  { range }: TermRange,
  prefix: PartitionKey | undefined,
  after: Position | undefined,
): SqlFragment {
  const scope = isInOneScope(container, prefix) ? [scopeOf(container, prefix)] : [];
  const scopeSql = scope.length > 0 ? "t.scope = ? AND " : "";
  const single = isSingle(range);
  const stretch: SqlFragment = single ? { sql: "t.value = ?", values: [range.low] } : rangeSql("t.value", range);
  const further: SqlFragment = !after
    ? { sql: "1", values: [] }
    : single
      ? { sql: "t.rid > ?", values: [after[1] as number] }
      : { sql: "(t.value, t.rid) > (?, ?)", values: after };
  return {
    sql: `${scopeSql}${stretch.sql} AND ${further.sql}`,
    values: [...scope, ...stretch.values, ...further.values],
  };
}

function scopeOf(container: Container, prefix: PartitionKey | undefined): string {
  return container.keyPaths.length === 1 || prefix === undefined
    ? ""
    : JSON.stringify((JSON.parse(prefix) as unknown[])[0]);
}

/** The scope holds the first level of the key; a prefix of more levels leaves some of it out. */
function underPrefix(container: Container, prefix: PartitionKey | undefined): SqlFragment {
  if (prefix === undefined) return { sql: "1", values: [] };
  const isFirstLevel = container.keyPaths.length > 1 && (JSON.parse(prefix) as unknown[]).length === 1;
  return isFirstLevel ? { sql: "1", values: [] } : { sql: "d.pk >= ? AND d.pk < ?", values: keysUnder(prefix) };
}

function candidate([value, rid, body]: SqlRow, lookup: TermLookup, index: number): Candidate {
  const term = value as string | number;
  const position = [index, term, Number(rid)];
  const only = lookup[0];
  if (lookup.length === 1 && only && isSingle(only.range)) return { position, body: body as string };
  return {
    position,
    body: body as string,
    isElsewhere: (document) => !isFirstPlace(document, lookup, index, term),
  };
}
