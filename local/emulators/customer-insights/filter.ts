export interface Filter {
  readonly field: string;
  readonly values: readonly string[];
}

const literal = "'(?:[^']|'')*'";
const comparison = new RegExp(`^(\\w+) +eq +(${literal})$`);
const membership = new RegExp(`^(\\w+) +in +\\( *(${literal}(?: *, *${literal})*) *\\)$`);
const alternatives = new RegExp(`^(\\w+) +eq +${literal}(?: +or +\\1 +eq +${literal})*$`);

/** `field eq 'a'` or `field in ('a','b')`; `undefined` for anything else, which OData has plenty of. */
export function parseFilter(text: string): Filter | undefined {
  return filterOf(comparison.exec(text.trim()) ?? membership.exec(text.trim()));
}

/** `field eq 'a' or field eq 'b'`, of one field; `undefined` for anything else. */
export function parseAlternatives(text: string): Filter | undefined {
  return filterOf(alternatives.exec(text.trim()));
}

function filterOf(found: RegExpExecArray | null): Filter | undefined {
  if (!found) return undefined;
  const [text, field = ""] = found;
  const literals = text.match(new RegExp(literal, "g")) ?? [];
  return { field, values: literals.map((quoted) => quoted.slice(1, -1).replaceAll("''", "'")) };
}
