import type { SqlValue } from "../storage/store";

/** A piece of SQL and the values of its question marks. */
export interface SqlFragment {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

export const noCondition: SqlFragment = { sql: "1", values: [] };

export function joinFragments(fragments: readonly SqlFragment[], separator: string): SqlFragment {
  return {
    sql: `(${fragments.map(({ sql }) => sql).join(separator)})`,
    values: fragments.flatMap(({ values }) => values),
  };
}

/** SQLite has no booleans: JSON's true and false are 1 and 0. */
export function sqlValue(value: string | number | boolean): string | number {
  return typeof value === "boolean" ? Number(value) : value;
}
