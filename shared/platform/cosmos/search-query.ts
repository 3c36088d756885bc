import type { SqlParameter, SqlQuerySpec } from "@azure/cosmos";
import { asName, type SearchRequest, type TermGroup } from "../../customers";

/** The query of a search page. Every condition is served by the container's index on `searchKeys`. */
export function searchQuery(
  { criteria, phase, legalEntityId }: SearchRequest,
  addressBookIds?: readonly string[],
): SqlQuerySpec {
  const parameters: SqlParameter[] = [{ name: "@legalEntityId", value: legalEntityId }];
  const parameter = (value: string): string => {
    const known = parameters.find((one) => one.value === value);
    if (known) return known.name;
    const name = `@key${parameters.length}`;
    parameters.push({ name, value });
    return name;
  };
  const matches = (group: TermGroup) => groupCondition(group, parameter);
  const every = (groups: readonly TermGroup[]) => groups.map(matches).join(" AND ") || "true";
  const some = () => criteria.map((groups) => `(${groups.map(matches).join(" OR ")})`).join(" AND ");
  const all = criteria.flat();
  const matching = {
    all: () => every(all),
    named: () => every(all.map(asName)),
    otherwise: () => `${every(all)} AND NOT (${every(all.map(asName))})`,
    some: () => `${some()} AND NOT (${every(all)})`,
  }[phase]();
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
