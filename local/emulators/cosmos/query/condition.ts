import type { TermPath } from "../storage/indexing-policy";

/** A value that SQLite compares just as Cosmos DB does. */
export type Scalar = string | number | boolean;

/** The part of a WHERE that SQLite and the indexes understand. Paths are relative to the document, or to an element. */
export type Condition =
  | { readonly kind: "all" | "any"; readonly of: readonly Condition[] }
  | { readonly kind: "values"; readonly path: TermPath; readonly values: readonly Scalar[] }
  | { readonly kind: "range"; readonly path: TermPath; readonly range: Range }
  | { readonly kind: "element"; readonly array: TermPath; readonly of: Condition };

/** From one value to another, of one type. */
export interface Range {
  readonly low: string | number;
  readonly includesLow: boolean;
  /** `undefined`: to the end of the type. */
  readonly high: string | number | undefined;
  readonly includesHigh: boolean;
}

/** Whether SQLite finds exactly what Cosmos DB would, so that no document needs a second look. */
export function isExact(condition: Condition): boolean {
  switch (condition.kind) {
    case "all":
    case "any":
      return condition.of.every(isExact);
    case "values":
      // SQLite reads objects and arrays as text, and has no booleans.
      return condition.values.every((value) => typeof value === "string" && !/^[[{]/.test(value));
    default:
      return false;
  }
}

export function rangeStartingWith(prefix: string): Range {
  return { low: prefix, includesLow: true, high: `${prefix}\u{10FFFF}`, includesHigh: true };
}

/** Whether the value can be looked up as equal. */
export function isScalar(value: unknown): value is Scalar {
  if (typeof value === "string") return !/[\0\ud800-\udfff]/.test(value);
  // Beyond this, SQLite's integers and JavaScript's numbers part.
  if (typeof value === "number") return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  return typeof value === "boolean";
}

/** Whether everything is on the same side of the value in SQLite's order (UTF-8) and in JavaScript's (UTF-16). */
export function isOrdered(value: unknown): value is string | number {
  return isScalar(value) && typeof value !== "boolean" && !(typeof value === "string" && /[\ud800-\uffff]/.test(value));
}
