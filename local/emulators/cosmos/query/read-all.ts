import { putDocument } from "../sql/compile-query";
import type { Row } from "../sql/scope";
import { writeContinuation } from "./continuation";
import type { QueryPage } from "./query-page";
import { candidates, type Reading } from "./read-page";

/** Reads everything, then groups, sorts and cuts: for queries whose first result may depend on the last document. */
export function readAll({ query, reader, way, row, maxItems, continued, isWanted }: Reading): QueryPage {
  const found: Row[] = [];
  for (const candidate of candidates(reader, undefined, 500)) {
    const document: unknown = JSON.parse(candidate.body);
    if (candidate.isElsewhere?.(document) || isWanted?.(document) === false) continue;
    putDocument(row, document);
    query.select.visit(row, (match) => {
      found.push([...match]);
      return false;
    });
  }
  const all = query.select.finish(found, row);
  const passed = continued?.passed ?? 0;
  const end = passed + maxItems;
  return {
    results: all.slice(passed, end).map((value) => JSON.stringify(value)),
    // By count: a write between two pages can move a result over the border. Azure's tokens are better here.
    continuation: end < all.length ? writeContinuation({ way, passed: end }) : undefined,
  };
}
