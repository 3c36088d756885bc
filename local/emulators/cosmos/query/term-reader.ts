import type { PartitionKey } from "../partition-key/partition-key";
import type { Container } from "../storage/container";
import { liveCondition } from "../storage/expiry";
import type { SqlRow, Store } from "../storage/store";
import type { Candidate, Position, Reader } from "./read-order";
import type { SqlFragment } from "./sql-fragment";
import { isFirstPlace, isSingle, type TermLookup, type TermRange } from "./term-lookup";
import { indexedTerms, stretchSql, underPrefix } from "./term-sql";

/** Reads the stretches of a lookup one after the other, each by value and row; `prefix` keeps to a part of the keys. */
export function termReader(
  store: Store,
  container: Container,
  lookup: TermLookup,
  prefix: PartitionKey | undefined,
  filter: SqlFragment,
): Reader {
  const fromWhere = (stretch: TermRange, after: Position | undefined): SqlFragment => {
    const where = [stretchSql(container, stretch, prefix, after), underPrefix(container, prefix), filter];
    return {
      sql: `FROM ${indexedTerms(container, stretch, prefix)} CROSS JOIN ${container.table} d ON d.rid = t.rid
        WHERE ${where.map(({ sql }) => sql).join(" AND ")} AND ${liveCondition(container.definition)}`,
      values: where.flatMap(({ values }) => values),
    };
  };
  const statement = (stretch: TermRange, after: Position | undefined, limit: number): SqlFragment => {
    const { sql, values } = fromWhere(stretch, after);
    return {
      sql: `SELECT t.value, t.rid, d.body ${sql} ORDER BY t.value, t.rid LIMIT ?`,
      values: [...values, limit],
    };
  };
  const readStretch = (index: number, after: Position | undefined, limit: number): readonly Candidate[] => {
    const stretch = lookup[index];
    if (!stretch) return [];
    const { sql, values } = statement(stretch, after, limit);
    return store.rows(sql, ...values).map((row) => candidate(row, lookup, index));
  };
  return {
    count() {
      const [stretch, ...others] = lookup;
      // A document may stand in several stretches, and several times in a wide one.
      if (!stretch || others.length > 0 || !isSingle(stretch.range)) return undefined;
      const { sql, values } = fromWhere(stretch, undefined);
      return Number(store.row(`SELECT count(*) ${sql}`, ...values)?.[0]);
    },
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
