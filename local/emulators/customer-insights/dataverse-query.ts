import type { Answer } from "../control";
import { badDataverseQuery } from "./dataverse-error";
import type { Row, Table } from "./dataverse-tables";
import { parseAlternatives } from "./filter";

const understood = ["$select", "$filter", "$top"];

/** Rows by `key eq 'a' or key eq 'b'`, or some without a filter; with the columns of `$select`, at most `$top`. */
export function answerDataverseQuery(query: URLSearchParams, table: Table, context: string): Answer {
  const names = [...query.keys()];
  const odd = names.find((name, at) => !understood.includes(name) || names.indexOf(name) !== at);
  if (odd !== undefined) return badDataverseQuery(`The query parameter ${odd} is not supported.`);
  const selected = query.get("$select")?.split(",") ?? table.columns;
  const top = query.get("$top") ?? String(Number.MAX_SAFE_INTEGER);
  if (!/^[1-9]\d*$/.test(top)) return badDataverseQuery(`Invalid value '${top}' for $top query option found.`);
  const filter = query.has("$filter") ? parseAlternatives(query.get("$filter") ?? "") : undefined;
  if (query.has("$filter") && !filter) {
    return badDataverseQuery("$filter is column eq 'a' or column eq 'b' here, of one column.");
  }
  const missing = [...selected, ...(filter ? [filter.field] : [])].find((name) => !table.columns.includes(name));
  if (missing !== undefined) {
    const type = `Microsoft.Dynamics.CRM.${table.logicalName}`;
    return badDataverseQuery(`Could not find a property named '${missing}' on type '${type}'.`);
  }
  if (filter && !table.keys.includes(filter.field)) {
    return badDataverseQuery(`Rows are found by ${table.keys.join(" or ")} here.`);
  }
  const rows = filter
    ? [...new Set(filter.values)].flatMap((value) => table.find(filter.field, value))
    : table.sample();
  const value = rows.slice(0, Number(top)).map((row) => withColumns(row, selected, table.primaryId));
  return { status: 200, headers: { "odata-version": "4.0" }, body: { "@odata.context": context, value } };
}

/** Dataverse sends the primary id along, whatever is selected. */
function withColumns(row: Row, selected: readonly string[], primaryId: string): Row {
  return Object.fromEntries([...new Set([...selected, primaryId])].map((name) => [name, row[name] ?? null]));
}
