import type { TermPath } from "../storage/indexing-policy";
import { isPlain, jsonPath } from "../storage/term-source";
import type { Condition, Range } from "./condition";
import { joinFragments, type SqlFragment, sqlValue } from "./sql-fragment";

/** What paths are read from: the text of a document, or the current row of json_each. */
interface Origin {
  column(path: TermPath): string;
  json(path: TermPath): string;
  readonly depth: number;
}

/** The condition on the documents in the table `document`: true for all that Cosmos DB would find, and maybe more. */
export function conditionSql(condition: Condition, document: string): SqlFragment | undefined {
  return toSql(condition, {
    column: (path) =>
      path.length === 1 && path[0] === "id" ? `${document}.id` : `${document}.body ->> ${jsonPath(path)}`,
    json: (path) => `${document}.body, ${jsonPath(path)}`,
    depth: 0,
  });
}

function toSql(condition: Condition, origin: Origin): SqlFragment | undefined {
  switch (condition.kind) {
    case "all": {
      const parts = condition.of.map((part) => toSql(part, origin)).filter((part) => part !== undefined);
      return parts.length > 0 ? joinFragments(parts, " AND ") : undefined;
    }
    case "any": {
      const parts = condition.of.map((part) => toSql(part, origin));
      return parts.every((part) => part !== undefined) ? joinFragments(parts, " OR ") : undefined;
    }
    case "values": {
      if (!condition.path.every(isPlain)) return undefined;
      const marks = condition.values.map(() => "?").join(", ");
      return { sql: `${origin.column(condition.path)} IN (${marks})`, values: condition.values.map(sqlValue) };
    }
    case "range":
      return condition.path.every(isPlain) ? rangeSql(origin.column(condition.path), condition.range) : undefined;
    case "element": {
      if (!condition.array.every(isPlain)) return undefined;
      const inner = toSql(condition.of, elementOrigin(origin.depth + 1));
      const element = `element${origin.depth + 1}`;
      return (
        inner && {
          ...inner,
          sql: `EXISTS(SELECT 1 FROM json_each(${origin.json(condition.array)}) ${element} WHERE ${inner.sql})`,
        }
      );
    }
  }
}

function elementOrigin(depth: number): Origin {
  const element = `element${depth}`;
  // A path into an element that is no object would be an error.
  const object = `CASE WHEN ${element}.type = 'object' THEN ${element}.value ELSE '{}' END`;
  return {
    column: (path) => (path.length === 0 ? `${element}.atom` : `(${object}) ->> ${jsonPath(path)}`),
    json: (path) => `${object}, ${jsonPath(path)}`,
    depth,
  };
}

export function rangeSql(column: string, { low, includesLow, high, includesHigh }: Range): SqlFragment {
  // Numbers come before texts in SQLite's order; the least text ends the numbers.
  const end = high ?? (typeof low === "number" ? "" : undefined);
  const from = `${column} ${includesLow ? ">=" : ">"} ?`;
  if (end === undefined) return { sql: from, values: [low] };
  return { sql: `(${from} AND ${column} ${includesHigh ? "<=" : "<"} ?)`, values: [low, end] };
}
