import { createHash } from "node:crypto";
import { type Handle, isArray, isObject, type ObjectValue, type Value } from "./value";

/** What functions of Bicep know beside their arguments. */
export interface BuiltIns {
  readonly subscriptionId: string;
  readonly tenantId: string;
  readonly resourceGroup?: { readonly id: string; readonly name: string; readonly location: string };
  /** The text of a file, by its path from the file that loads it. */
  readonly loadText: (path: string) => string;
}

export type Lambda = (...values: Value[]) => Value;

type BuiltIn = (given: readonly (Value | Lambda)[], builtIns: BuiltIns) => Value;

/** Throws for a function that is not among those that the Bicep files may use. */
export function callBuiltIn(name: string, given: readonly (Value | Lambda)[], builtIns: BuiltIns): Value {
  const builtIn = functions[name];
  if (!builtIn) throw new Error(`the function ${name} is not understood`);
  return builtIn(given, builtIns);
}

const functions: Readonly<Record<string, BuiltIn>> = {
  loadJsonContent: ([path], { loadText }) => JSON.parse(loadText(string(path))) as Value,
  loadTextContent: ([path], { loadText }) => loadText(string(path)),
  items: ([owner]) =>
    Object.entries(object(owner))
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, value]) => ({ key, value })),
  map: ([owner, each]) => array(owner).map((item) => lambda(each)(item)),
  filter: ([owner, keep]) => array(owner).filter((item) => lambda(keep)(item) === true),
  toObject: ([owner, key, value]) =>
    Object.fromEntries(
      array(owner).map((item) => [string(lambda(key)(item)), value === undefined ? item : lambda(value)(item)]),
    ),
  union: (given) =>
    given.every((each) => typeof each !== "function" && isArray(each))
      ? [...new Set(given.flatMap((each) => array(each)))]
      : Object.assign({}, ...given.map((each) => object(each))),
  concat: (given) => given.flatMap((each) => array(each)),
  contains: ([owner, sought]) => {
    const container = plain(owner);
    if (isArray(container)) return container.includes(plain(sought));
    return typeof container === "string"
      ? container.includes(string(sought))
      : Object.hasOwn(object(container), string(sought));
  },
  empty: ([value]) => {
    const given = plain(value);
    if (given === null || typeof given === "string") return !given;
    return Object.keys(given as object).length === 0;
  },
  length: ([value]) => {
    const given = plain(value);
    return typeof given === "string" || isArray(given) ? given.length : Object.keys(object(given)).length;
  },
  string: ([value]) => {
    const given = plain(value);
    return typeof given === "string" ? given : JSON.stringify(given);
  },
  replace: ([text, sought, replacement]) => string(text).replaceAll(string(sought), string(replacement)),
  toLower: ([text]) => string(text).toLowerCase(),
  take: ([text, count]) => string(text).slice(0, Number(count)),
  uniqueString: (given) => hash(given).slice(0, 13),
  guid: (given) => hash(given).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5"),
  cidrSubnet: ([prefix, length, index]) => subnet(string(prefix), Number(length), Number(index)),
  newGuid: () => "5b1c7d3e-0000-4000-8000-000000000000",
  subscriptionResourceId: ([type, name], { subscriptionId }) =>
    `${subscriptionId}/providers/${string(type)}/${string(name)}`,
  subscription: (_given, { subscriptionId }) => ({ id: subscriptionId }),
  tenant: (_given, { tenantId }) => ({ tenantId }),
  resourceGroup: (_given, { resourceGroup }) => {
    if (!resourceGroup) throw new Error("there is no resource group here");
    return { ...resourceGroup };
  },
  environment: () => ({
    authentication: { loginEndpoint: "https://login.microsoftonline.com/" },
    suffixes: { storage: "core.windows.net", keyvaultDns: ".vault.azure.net" },
  }),
};

const hash = (given: readonly unknown[]) => createHash("sha256").update(JSON.stringify(given)).digest("hex");

/** The `index`th network of `length` bits in an IPv4 network. */
function subnet(prefix: string, length: number, index: number): string {
  const [address = "", bits] = prefix.split("/");
  if (length < Number(bits) || index >= 2 ** (length - Number(bits))) throw new Error(`${prefix} has no such subnet`);
  const start = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0) + index * 2 ** (32 - length);
  return `${[24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256).join(".")}/${length}`;
}

function plain(value: Value | Lambda | undefined): Exclude<Value, Handle> {
  if (value === undefined || typeof value === "function") throw new Error("an argument is missing");
  return value as Exclude<Value, Handle>;
}

function string(value: Value | Lambda | undefined): string {
  if (typeof value !== "string") throw new Error(`${JSON.stringify(value)} is no string`);
  return value;
}

function array(value: Value | Lambda | undefined): readonly Value[] {
  const given = plain(value);
  if (!isArray(given)) throw new Error(`${JSON.stringify(given)} is no array`);
  return given;
}

function object(value: Value | Lambda | undefined): ObjectValue {
  const given = plain(value);
  if (!isObject(given)) throw new Error(`${JSON.stringify(given)} is no object`);
  return given;
}

function lambda(value: Value | Lambda | undefined): Lambda {
  if (typeof value !== "function") throw new Error("a lambda is missing");
  return value;
}
