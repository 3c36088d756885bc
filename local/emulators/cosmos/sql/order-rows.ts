import { compareValues } from "./compare";
import type { Evaluate, Row } from "./scope";

interface SortKey {
  readonly key: Evaluate;
  readonly descending: boolean;
}

/** Sorts rows by ORDER BY; equal rows keep the order they came in. */
export function rowSorter(keys: readonly SortKey[] | undefined): (rows: readonly Row[]) => readonly Row[] {
  if (!keys) return (rows) => rows;
  const signs = keys.map(({ descending }) => (descending ? -1 : 1));
  return (rows) =>
    rows
      .map((row) => ({ row, values: keys.map(({ key }) => key(row)) }))
      .sort((left, right) => {
        for (const [index, sign] of signs.entries()) {
          const order = compareValues(left.values[index], right.values[index]);
          if (order !== 0) return order * sign;
        }
        return 0;
      })
      .map(({ row }) => row);
}

export function distinctValues(values: readonly unknown[]): unknown[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const text = JSON.stringify(value);
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}
