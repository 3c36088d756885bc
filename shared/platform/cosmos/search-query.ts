import type { SqlParameter, SqlQuerySpec } from "@azure/cosmos";
import type { SearchRequest, TermGroup } from "../../customers";

/** The query of a search page. Every condition is served by the container's index on `searchKeys`. */
export function searchQuery(
  { criteria, phase, legalEntityId }: SearchRequest,
  addressBookIds?: readonly string[],
): SqlQuerySpec {
  const parameters: SqlParameter[] = [{ name: "@legalEntityId", value: legalEntityId }];
  const parameter = (value: string): string => {
    const name = `@key${parameters.length}`;
    parameters.push({ name, value });
    return name;
  };
  const conditions = criteria.map((groups) => groups.map((group) => groupCondition(group, parameter)));
  const all = conditions.flat().join(" AND ") || "true";
  const some = conditions.map((words) => `(${words.join(" OR ")})`).join(" AND ");
  const matching = phase === "all" ? all : `${some} AND NOT (${all})`;
  const books =
    addressBookIds && " AND EXISTS(SELECT VALUE b FROM b IN c.addressBookIds WHERE ARRAY_CONTAINS(@books, b))";
  if (addressBookIds) parameters.push({ name: "@books", value: [...addressBookIds] });
  const query = `SELECT * FROM c WHERE c.type = 'customer' AND c.legalEntityId = @legalEntityId AND ${matching}${books ?? ""}`;
  return { query, parameters };
}

function groupCondition(group: TermGroup, parameter: (value: string) => string): string {
  const terms = group.map(({ key, prefix }) =>
    prefix
      ? `EXISTS(SELECT VALUE k FROM k IN c.searchKeys WHERE STARTSWITH(k, ${parameter(key)}))`
      : `ARRAY_CONTAINS(c.searchKeys, ${parameter(key)})`,
  );
  return `(${terms.join(" OR ")})`;
}
