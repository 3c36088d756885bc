import type { TermPath } from "./indexing-policy";

/**
 * FROM what the column `term.atom` lists the primitive values at a path of a body; `undefined` for paths through more
 * than one array and for names that would need escaping.
 */
export function termsSource(body: string, path: TermPath): string | undefined {
  const names = path.at(-1) === "[]" ? path.slice(0, -1) : path;
  const array = names.indexOf("[]");
  const outer = array < 0 ? names : names.slice(0, array);
  const inner = array < 0 ? [] : names.slice(array + 1);
  if (outer.length === 0 || inner.includes("[]") || !names.every(isPlain)) return undefined;
  if (array < 0) return `json_each(${body}, ${jsonPath(outer)}) term`;
  // The path of json_each is an error on text that is no JSON, such as an element that is a string.
  const element = "CASE WHEN element.type = 'object' THEN element.value ELSE '{}' END";
  return `json_each(${body}, ${jsonPath(outer)}) element, json_each(${element}, ${jsonPath(inner)}) term`;
}

/** SQLite's path to the property that holds all of a path, quoted for a SQL text. */
export function topProperty(path: TermPath): string {
  return jsonPath(path.slice(0, 1));
}

/** SQLite's path to a property, quoted for a SQL text; only for plain names. */
export function jsonPath(names: TermPath): string {
  return `'$${names.map((name) => `."${name}"`).join("")}'`;
}

/** Whether the name can stand in a JSON path inside a SQL text as it is. */
export function isPlain(name: string): boolean {
  return [...name].every((character) => character >= " " && !`"'\\`.includes(character)) && name !== "";
}
