export interface Filter {
  readonly field: string;
  readonly values: readonly string[];
}

const literal = "'(?:[^']|'')*'";
const comparison = new RegExp(`^(\\w+) +eq +(${literal})$`);
const membership = new RegExp(`^(\\w+) +in +\\( *(${literal}(?: *, *${literal})*) *\\)$`);

/** `field eq 'a'` or `field in ('a','b')`; `undefined` for anything else, which OData has plenty of. */
export function parseFilter(text: string): Filter | undefined {
  const found = comparison.exec(text.trim()) ?? membership.exec(text.trim());
  if (!found) return undefined;
  const [, field = "", list = ""] = found;
  const literals = list.match(new RegExp(literal, "g")) ?? [];
  return { field, values: literals.map((quoted) => quoted.slice(1, -1).replaceAll("''", "'")) };
}
