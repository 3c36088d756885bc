import { failures } from "../failure";

export interface PatchOperation {
  readonly op: string;
  /** A JSON pointer. */
  readonly path: string;
  readonly value?: unknown;
  /** Of a move: where the value comes from. */
  readonly from?: string;
}

type Parent = Record<string, unknown> | unknown[];

/** Changes the document in place; throws 400 where the service would. */
export function applyPatch(document: object, operation: PatchOperation): void {
  const apply = operations[operation.op];
  if (!apply) throw failures.badRequest(`'${operation.op}' is no patch operation.`);
  apply(document, operation);
}

const operations: Readonly<Record<string, (document: object, operation: PatchOperation) => void>> = {
  add: (document, { path, value }) => add(placeOf(document, path), value),
  set: (document, { path, value }) => set(placeOf(document, path), value),
  replace(document, { path, value }) {
    const place = placeOf(document, path);
    if (read(place) === undefined) throw noSuchPath(path);
    set(place, value);
  },
  remove: (document, { path }) => remove(placeOf(document, path)),
  incr: (document, { path, value }) => increment(placeOf(document, path), value),
  move(document, { path, from = "" }) {
    const source = placeOf(document, from);
    const value = read(source);
    remove(source);
    add(placeOf(document, path), value);
  },
};

/** A property of an object, or an index of an array. */
interface Place {
  readonly parent: Parent;
  readonly key: string;
  readonly path: string;
}

function placeOf(document: object, path: string): Place {
  const names = path
    .split("/")
    .slice(1)
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
  const key = names.pop();
  if (key === undefined) throw failures.badRequest(`'${path}' is no path.`);
  if (/^_(rid|self|etag|ts|attachments)$/.test(names[0] ?? key)) {
    throw failures.badRequest(`The system property '${path}' cannot be patched.`);
  }
  let parent: unknown = document;
  for (const name of names) parent = isParent(parent) ? read({ parent, key: name }) : undefined;
  if (isParent(parent)) return { parent, key, path };
  throw failures.badRequest(`A patch can only create a child of an existing node, which '${path}' is not.`);
}

function isParent(value: unknown): value is Parent {
  return typeof value === "object" && value !== null;
}

function read({ parent, key }: Pick<Place, "parent" | "key">): unknown {
  if (Array.isArray(parent)) return parent[Number(key)];
  return Object.hasOwn(parent, key) ? parent[key] : undefined;
}

/** The index that a key stands for; `-` is the place after the last element. */
function indexIn(array: unknown[], { key, path }: Place): number {
  const index = key === "-" ? array.length : Number(key);
  if (Number.isInteger(index) && index >= 0 && index <= array.length) return index;
  throw failures.badRequest(`The index in '${path}' is out of bounds.`);
}

function add(place: Place, value: unknown): void {
  const { parent, key } = place;
  if (Array.isArray(parent)) parent.splice(indexIn(parent, place), 0, value);
  else parent[key] = value;
}

function set(place: Place, value: unknown): void {
  const { parent, key } = place;
  if (Array.isArray(parent)) parent[indexIn(parent, place)] = value;
  else parent[key] = value;
}

function remove(place: Place): void {
  const { parent, key, path } = place;
  if (read(place) === undefined) throw noSuchPath(path);
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
}

function increment(place: Place, value: unknown): void {
  const before = read(place) ?? 0;
  if (typeof before !== "number" || typeof value !== "number") {
    throw failures.badRequest(`'${place.path}' cannot be incremented: it is no number.`);
  }
  set(place, before + value);
}

function noSuchPath(path: string) {
  return failures.badRequest(`The path '${path}' does not exist.`);
}
