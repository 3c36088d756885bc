import { containsPartially, equalValues } from "../compare";
import type { SqlFunction } from "./function-kinds";

const has = (items: readonly unknown[], wanted: unknown): boolean => items.some((item) => equalValues(item, wanted));

export const arrayFunctions: Readonly<Record<string, SqlFunction>> = {
  ARRAY_CONTAINS: (items, wanted, partially) => {
    if (!Array.isArray(items) || wanted === undefined) return undefined;
    return partially === true ? items.some((item) => containsPartially(item, wanted)) : has(items, wanted);
  },
  ARRAY_CONTAINS_ANY: (items, ...wanted) =>
    Array.isArray(items) ? wanted.some((one) => one !== undefined && has(items, one)) : undefined,
  ARRAY_CONTAINS_ALL: (items, ...wanted) =>
    Array.isArray(items) ? wanted.every((one) => one !== undefined && has(items, one)) : undefined,
  ARRAY_LENGTH: (items) => (Array.isArray(items) ? items.length : undefined),
  ARRAY_CONCAT: (...arrays) =>
    arrays.every((items) => Array.isArray(items)) ? (arrays as unknown[][]).flat() : undefined,
  ARRAY_SLICE: (items, start, length) => {
    if (!Array.isArray(items) || typeof start !== "number") return undefined;
    const from = start < 0 ? Math.max(0, items.length + start) : start;
    return items.slice(from, typeof length === "number" ? from + Math.max(0, length) : undefined);
  },
  SETINTERSECT: (left, right) =>
    Array.isArray(left) && Array.isArray(right) ? distinct(left.filter((item) => has(right, item))) : undefined,
  SETUNION: (left, right) => (Array.isArray(left) && Array.isArray(right) ? distinct([...left, ...right]) : undefined),
};

function distinct(items: readonly unknown[]): unknown[] {
  const kept: unknown[] = [];
  for (const item of items) if (!has(kept, item)) kept.push(item);
  return kept;
}
