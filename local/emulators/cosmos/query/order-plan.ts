import { clausesOf, listed, written } from "../sql/clauses";
import type { Select } from "../sql/syntax";

/** What stands in a rewritten query where the SDK puts its filter when it goes on from a continuation. */
const filterPlace = "{documentdb-formattableorderbyquery-filter}";

/**
 * `ORDER BY` for one range: each result with what it is sorted by, so that the SDK can merge the ranges; no more of them
 * than `limit`. `undefined` for a projection of several columns.
 */
export function orderedQuery(text: string, syntax: Select, limit: number | null): string | undefined {
  const [source] = syntax.sources;
  const clauses = clausesOf(text);
  const payload = syntax.projection.kind === "star" ? source?.alias : projected(text, syntax);
  if (payload === undefined || !source || syntax.sources.length > 1) return undefined;
  const keys = listed((clauses.get("ORDER") ?? []).slice(1)).map((key) =>
    written(key.filter(({ kind, text: word }) => !(kind === "keyword" && (word === "ASC" || word === "DESC")))),
  );
  const items = keys.map((key) => `{"item": ${key}}`).join(", ");
  const where = clauses.has("WHERE") ? `(${written(clauses.get("WHERE"))}) AND ` : "";
  const top = limit === null ? "" : `TOP ${limit} `;
  return `SELECT ${top}${source.alias}._rid, [${items}] AS orderByItems, ${payload} AS payload
    FROM ${written(clauses.get("FROM"))} WHERE ${where}(${filterPlace}) ORDER ${written(clauses.get("ORDER"))}`;
}

/** The directions of ORDER BY, in the words of the wire. */
export function sortOrders({ orderBy = [] }: Select): readonly string[] {
  return orderBy.map(({ descending }) => (descending ? "Descending" : "Ascending"));
}

function projected(text: string, { projection }: Select): string | undefined {
  if (projection.kind !== "value") return undefined;
  const tokens = clausesOf(text).get("SELECT") ?? [];
  return written(tokens.slice(tokens.findIndex(({ kind, text: word }) => kind === "keyword" && word === "VALUE") + 1));
}
