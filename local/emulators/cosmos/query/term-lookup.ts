import type { TermPath } from "../storage/indexing-policy";
import type { Condition, Range, Scalar } from "./condition";
import { sqlValue } from "./sql-fragment";

/** A stretch of a term index: the documents with a value in the range at the path. */
export interface TermRange {
  readonly path: TermPath;
  readonly range: Range;
}

/** Stretches of term indexes that together hold every document that can be a result. */
export type TermLookup = readonly TermRange[];

/** Looking up more values than this is no better than reading the documents. */
const maxRanges = 200;

/** Every way to find the condition's documents by term indexes. */
export function termLookups(condition: Condition, canHave: (path: TermPath) => boolean): readonly TermLookup[] {
  return lookups(condition, [], canHave).filter((lookup) => lookup.length <= maxRanges);
}

function lookups(condition: Condition, within: TermPath, canHave: (path: TermPath) => boolean): readonly TermLookup[] {
  switch (condition.kind) {
    case "all":
      return condition.of.flatMap((part) => lookups(part, within, canHave));
    case "any": {
      const ways = condition.of.map((part) => lookups(part, within, canHave)[0]);
      return ways.every((way) => way !== undefined) ? [ways.flat()] : [];
    }
    case "element":
      return lookups(condition.of, [...within, ...condition.array, "[]"], canHave);
    case "values": {
      const path = [...within, ...condition.path];
      return canHave(path) ? [distinct(condition.values).map((value) => ({ path, range: only(value) }))] : [];
    }
    case "range": {
      const path = [...within, ...condition.path];
      return canHave(path) ? [[{ path, range: condition.range }]] : [];
    }
  }
}

function only(value: Scalar): Range {
  const low = sqlValue(value);
  return { low, includesLow: true, high: low, includesHigh: true };
}

function distinct(values: readonly Scalar[]): readonly Scalar[] {
  return [...new Set(values)];
}

/** Whether the range is a single value. */
export function isSingle({ low, high }: Range): boolean {
  return low === high;
}

/**
 * Whether a document found at `value` of the stretch `index` is found there first: it may stand in the index several
 * times, and must be given once.
 */
export function isFirstPlace(document: unknown, lookup: TermLookup, index: number, value: string | number): boolean {
  for (const [other, { path, range }] of lookup.entries()) {
    if (other > index) return true;
    const terms = termsAt(document, path).filter((term) => isWithin(term, range));
    if (other < index ? terms.length > 0 : terms.some((term) => compareTerms(term, value) < 0)) return false;
  }
  return true;
}

/** The primitive values that the index of a path holds of a document; a value in an array's place counts as one. */
function termsAt(value: unknown, path: TermPath): (string | number)[] {
  const [name, ...rest] = path;
  if (name === undefined || (name === "[]" && rest.length === 0)) {
    return (Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : [value]).flatMap(asTerm);
  }
  if (name === "[]") {
    return (Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : []).flatMap((item) =>
      isRecord(item) ? termsAt(item, rest) : [],
    );
  }
  return isRecord(value) ? termsAt(value[name], rest) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function asTerm(value: unknown): (string | number)[] {
  if (typeof value === "boolean") return [Number(value)];
  return typeof value === "string" || typeof value === "number" ? [value] : [];
}

function isWithin(term: string | number, { low, includesLow, high, includesHigh }: Range): boolean {
  if (typeof term !== typeof low) return false;
  const fromLow = compareTerms(term, low);
  if (fromLow < 0 || (fromLow === 0 && !includesLow)) return false;
  if (high === undefined) return true;
  const fromHigh = compareTerms(term, high);
  return fromHigh < 0 || (fromHigh === 0 && includesHigh);
}

/** SQLite's order: numbers before texts, texts by their UTF-8 bytes. */
function compareTerms(left: string | number, right: string | number): number {
  if (typeof left === "number") return typeof right === "number" ? left - right : -1;
  return typeof right === "number" ? 1 : Buffer.compare(Buffer.from(left), Buffer.from(right));
}
