import { keysUnder, type PartitionKey } from "../partition-key/partition-key";
import type { Container } from "../storage/container";
import type { Store } from "../storage/store";
import { rangeSql } from "./condition-sql";
import type { Position } from "./read-order";
import type { SqlFragment } from "./sql-fragment";
import { isSingle, type TermLookup, type TermRange } from "./term-lookup";

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

/** FROM the index of the stretch, as `t`. */
export function indexedTerms(container: Container, { path }: TermRange, prefix: PartitionKey | undefined): string {
  const index = container.terms.of(path);
  if (isInOneScope(container, prefix)) return `${index.table} t`;
  return `${index.table} t INDEXED BY ${container.terms.acrossScopes(index)}`;
}

/** The entries of a stretch, in one scope where the prefix says which; after a value and a row. */
export function stretchSql(
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
export function underPrefix(container: Container, prefix: PartitionKey | undefined): SqlFragment {
  if (prefix === undefined) return { sql: "1", values: [] };
  const isFirstLevel = container.keyPaths.length > 1 && (JSON.parse(prefix) as unknown[]).length === 1;
  return isFirstLevel ? { sql: "1", values: [] } : { sql: "d.pk >= ? AND d.pk < ?", values: keysUnder(prefix) };
}
