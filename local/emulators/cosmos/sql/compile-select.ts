import type { AggregateSlots } from "./compile-call";
import { compileExpression } from "./compile-expression";
import { compileSources } from "./compile-sources";
import { groupedRows } from "./group-rows";
import { distinctValues, rowSorter } from "./order-rows";
import type { Evaluate, Row, Scope } from "./scope";
import { SqlError } from "./sql-error";
import type { Projection, Select } from "./syntax";

export interface CompiledSelect {
  /** Everything the select yields for this row of its surroundings. */
  evaluate(row: Row): unknown[];
  hasAny(row: Row): boolean;
  /** Visits the rows of FROM that pass WHERE; they are one and the same row, changing. `visit` returns true to stop. */
  visit(row: Row, visit: (row: Row) => boolean): boolean;
  readonly project: Evaluate;
  /** What `visit` found (each row its own copy), grouped, ordered, projected, distinct and cut. */
  finish(found: readonly Row[], row: Row): unknown[];
  readonly offset: Evaluate | undefined;
  /** The number of LIMIT or of TOP. */
  readonly limit: Evaluate | undefined;
  /** Whether rows can be projected one by one, in the order they come: nothing groups, sorts or compares them. */
  readonly isStream: boolean;
}

export function compileSelect(select: Select, scope: Scope): CompiledSelect {
  const visitSources = compileSources(select.sources, scope);
  const where = select.where && compileExpression(select.where, scope);
  const aggregateSlots: AggregateSlots = [];
  const project = compileProjection(select.projection, select, scope, aggregateSlots);
  const groupBy = select.groupBy?.map((key) => compileExpression(key, scope));
  const sort = rowSorter(
    select.orderBy?.map(({ expression, descending }) => ({
      key: compileExpression(expression, scope, aggregateSlots),
      descending,
    })),
  );
  const offset = select.offset && compileExpression(select.offset, scope);
  const limitExpression = select.limit ?? select.top;
  const limit = limitExpression && compileExpression(limitExpression, scope);
  const isGrouped = groupBy !== undefined || aggregateSlots.length > 0;

  const visit: CompiledSelect["visit"] = (row, found) =>
    visitSources(row, where ? (candidate) => where(candidate) === true && found(candidate) : found);
  const finish = (found: readonly Row[], row: Row): unknown[] => {
    const rows = sort(isGrouped ? groupedRows(found, groupBy, aggregateSlots, row) : found);
    const values = rows.map(project).filter((value) => value !== undefined);
    const kept = select.distinct ? distinctValues(values) : values;
    const start = offset ? countOf(offset(row)) : 0;
    return kept.slice(start, limit ? start + countOf(limit(row)) : undefined);
  };
  const evaluate = (row: Row): unknown[] => {
    const found: Row[] = [];
    visit(row, (candidate) => {
      found.push([...candidate]);
      return false;
    });
    return finish(found, row);
  };
  return {
    visit,
    project,
    finish,
    offset,
    limit,
    isStream: !isGrouped && !select.orderBy && !select.distinct,
    hasAny: (row) =>
      isGrouped || limit ? evaluate(row).length > 0 : visit(row, (found) => project(found) !== undefined),
    evaluate,
  };
}

function compileProjection(projection: Projection, select: Select, scope: Scope, slots: AggregateSlots): Evaluate {
  if (projection.kind === "value") return compileExpression(projection.expression, scope, slots);
  if (projection.kind === "columns") {
    const entries = projection.columns.map(({ name, expression }) => [name, expression] as const);
    return compileExpression({ kind: "object", entries }, scope, slots);
  }
  const [source, ...others] = select.sources;
  if (!source || others.length > 0) {
    throw new SqlError("SC1001", "'SELECT *' is only valid with a single input set.");
  }
  return compileExpression({ kind: "identifier", name: source.alias }, scope);
}

/** The number behind OFFSET, LIMIT or TOP. */
export function countOf(value: unknown): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
  throw new SqlError("SC1001", "TOP, OFFSET and LIMIT take a whole number that is not negative.");
}
