import { compileExpression } from "./compile-expression";
import { compileSelect } from "./compile-select";
import type { Evaluate, Row, Scope } from "./scope";
import { isSelect, type Source } from "./syntax";

/** Visits each combination of the sources; `found` returns true to stop. Answers whether it was stopped. */
export type VisitSources = (row: Row, found: (row: Row) => boolean) => boolean;

/** FROM and its JOINs as nested loops over one row, whose slots they fill. */
export function compileSources(sources: readonly Source[], scope: Scope): VisitSources {
  let visit: VisitSources = (row, found) => found(row);
  for (const source of sources) {
    const outer = visit;
    const inner = compileSource(source, scope);
    visit = (row, found) => outer(row, (candidate) => inner(candidate, found));
  }
  return visit;
}

function compileSource({ alias, from, each }: Source, scope: Scope): VisitSources {
  if (isSelect(from)) {
    const items = compileSelect(from, scope.inner());
    const slot = scope.define(alias);
    return visitItems((row) => items.evaluate(row), slot);
  }
  const items = compileExpression(from, scope);
  // `FROM c`: the document is already in its place.
  if (!each && from.kind === "identifier" && from.name === alias) return (row, found) => found(row);
  const slot = scope.define(alias);
  return each ? visitItems(items, slot) : visitOne(items, slot);
}

function visitItems(items: Evaluate, slot: number): VisitSources {
  return (row, found) => {
    const values = items(row);
    if (!Array.isArray(values)) return false;
    for (const value of values) {
      row[slot] = value;
      if (found(row)) return true;
    }
    return false;
  };
}

function visitOne(item: Evaluate, slot: number): VisitSources {
  return (row, found) => {
    const value = item(row);
    if (value === undefined) return false;
    row[slot] = value;
    return found(row);
  };
}
