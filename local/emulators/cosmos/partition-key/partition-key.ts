import { failures } from "../failure";

/** The values of a document's partition key as a JSON array; a missing value is `{}`, as on the wire. */
export type PartitionKey = string;

/** The property names of each partition key path. */
export function keyPaths(paths: readonly string[]): readonly (readonly string[])[] {
  return paths.map((path) => path.slice(1).split("/"));
}

export function partitionKeyOf(paths: readonly (readonly string[])[], document: unknown): PartitionKey {
  return JSON.stringify(paths.map((path) => valueAt(document, path) ?? missing(document, path)));
}

/** The key in a header or in an operation of a batch; may hold fewer values than the container has paths. */
export function parsePartitionKey(text: string): PartitionKey {
  try {
    const values: unknown = JSON.parse(text);
    if (Array.isArray(values)) return JSON.stringify(values);
  } catch {
    // Answered below, like any other text that is no key.
  }
  throw failures.badRequest(`Partition key ${text} is invalid.`);
}

export function isWhole(key: PartitionKey, levels: number): boolean {
  return (JSON.parse(key) as unknown[]).length >= levels;
}

/** From (inclusive) and to (exclusive) of all the keys that begin with the values of `key`. */
export function keysUnder(key: PartitionKey): readonly [PartitionKey, PartitionKey] {
  if (key === "[]") return ["[", "[\u{10FFFF}"];
  const start = `${key.slice(0, -1)},`;
  return [start, `${start}\u{10FFFF}`];
}

function valueAt(document: unknown, path: readonly string[]): unknown {
  let value = document;
  for (const name of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

function missing(document: unknown, path: readonly string[]): unknown {
  return valueAt(document, path) === null ? null : {};
}
