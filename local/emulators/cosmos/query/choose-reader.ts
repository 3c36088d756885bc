import { isWhole, keysUnder, type PartitionKey, partitionKeyOf } from "../partition-key/partition-key";
import type { Container } from "../storage/container";
import type { Store } from "../storage/store";
import type { Condition } from "./condition";
import { conditionSql } from "./condition-sql";
import { longLookups } from "./long-lookups";
import type { Reader } from "./read-order";
import { noCondition } from "./sql-fragment";
import { containerReader, partitionReader, prefixReader } from "./table-readers";
import { type TermLookup, termLookups } from "./term-lookup";
import { termReader } from "./term-reader";
import { countEntries } from "./term-sql";

export interface ChosenReader {
  readonly reader: Reader;
  /** Which of the ways it is; a continuation must go the same way. */
  readonly way: number;
}

/** Reading the table itself: the partition, the prefix, or everything. */
const tableWay = -1;

/** The reader with the fewest candidates: a partition by its key, else the shortest term lookup, else the table. */
export function chooseReader(
  store: Store,
  container: Container,
  partitionKey: PartitionKey | undefined,
  condition: Condition | undefined,
  continuedWay: number | undefined,
): ChosenReader {
  const filter = (condition && conditionSql(condition, "d")) ?? noCondition;
  const key = partitionKey ?? (condition && keyInCondition(container, condition));
  if (key !== undefined && isWhole(key, container.keyPaths.length)) {
    return { reader: partitionReader(store, container, key, filter), way: tableWay };
  }
  const prefix = key === "[]" ? undefined : key;
  const lookups = condition ? termLookups(condition, container.terms.canHave) : [];
  const way = continuedWay ?? shortest(store, container, lookups, prefix);
  const lookup = lookups[way];
  if (lookup) return { reader: termReader(store, container, lookup, prefix, filter), way };
  const reader =
    prefix === undefined ? containerReader(store, container, filter) : prefixReader(store, container, prefix, filter);
  return { reader, way: tableWay };
}

/** The whole partition key, when the condition says what it is. */
function keyInCondition(container: Container, condition: Condition): PartitionKey | undefined {
  const known: Record<string, unknown> = {};
  for (const part of condition.kind === "all" ? flat(condition) : [condition]) {
    if (part.kind === "values" && part.values.length === 1) known[part.path.join("/")] = part.values[0];
  }
  const paths = container.keyPaths.map((path) => path.join("/"));
  return paths.every((path) => path in known)
    ? partitionKeyOf(
        paths.map((path) => [path]),
        known,
      )
    : undefined;
}

function flat(condition: Condition): readonly Condition[] {
  return condition.kind === "all" ? condition.of.flatMap(flat) : [condition];
}

/** How far entries are counted to compare lookups: further only while all are long. */
const countSteps = [64, 1_024, 16_384];
const longest = 16_384;

function shortest(
  store: Store,
  container: Container,
  lookups: readonly TermLookup[],
  prefix: PartitionKey | undefined,
): number {
  // Without a prefix any lookup beats reading everything; one lookup alone needs no counting.
  if (lookups.length === 0) return tableWay;
  if (lookups.length === 1 && prefix === undefined) return 0;
  const long = longLookups(container);
  const candidates = lookups.filter((lookup) => !long.has(lookup, prefix));
  const [only, ...others] = candidates;
  if (only && others.length === 0 && lookups.length > 1 && !isShort(store, container, prefix)) {
    return lookups.indexOf(only);
  }
  for (const limit of countSteps) {
    const counts = candidates.map((lookup) => countEntries(store, container, lookup, prefix, limit));
    for (const [index, lookup] of candidates.entries()) if (counts[index] === longest) long.add(lookup, prefix);
    const best = Math.min(...counts);
    const chosen = candidates[counts.indexOf(best)];
    if (chosen && best < limit) {
      return prefix !== undefined && countPrefix(store, container, prefix, best) < best
        ? tableWay
        : lookups.indexOf(chosen);
    }
  }
  return 0;
}

/** Whether reading the prefix itself is as good as any lookup. */
function isShort(store: Store, container: Container, prefix: PartitionKey | undefined): boolean {
  const [few = 0] = countSteps;
  return prefix !== undefined && countPrefix(store, container, prefix, few) < few;
}

function countPrefix(store: Store, container: Container, prefix: PartitionKey, limit: number): number {
  const sql = `SELECT count(*) FROM (SELECT 1 FROM ${container.table} INDEXED BY ${container.table}_pk WHERE pk >= ? AND pk < ? LIMIT ?)`;
  return Number(store.row(sql, ...keysUnder(prefix), limit)?.[0]);
}
