import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Settings } from "./settings";
import { StartError } from "./start-error";

type Json = { readonly [key: string]: unknown };

/** host.json with the `AzureFunctionsJobHost__…` settings laid over it. */
export interface HostJson {
  /** The value at a path such as `extensions.http.routePrefix`; `undefined` when it is not there. */
  text(path: string): string | undefined;
  number(path: string): number | undefined;
  /** Every leaf below a path, by its remaining path. */
  leaves(path: string): ReadonlyMap<string, string>;
}

const overridePrefix = "AzureFunctionsJobHost__";

export function readHostJson(directory: string, settings: Settings): HostJson {
  const leaves = new Map<string, string>();
  collect(parse(join(directory, "host.json")), "", leaves);
  for (const [name, value] of Object.entries(settings)) {
    if (value === undefined || !name.startsWith(overridePrefix)) continue;
    leaves.set(name.slice(overridePrefix.length).replaceAll("__", ".").toLowerCase(), value);
  }
  const text = (path: string) => leaves.get(path.toLowerCase());
  return {
    text,
    number(path) {
      const value = text(path);
      if (value === undefined) return undefined;
      if (!/^\d+$/.test(value)) throw new StartError(`host.json: ${path} is "${value}", not a whole number.`);
      return Number(value);
    },
    leaves(path) {
      const start = `${path.toLowerCase()}.`;
      const below = [...leaves].filter(([key]) => key.startsWith(start));
      return new Map(below.map(([key, value]) => [key.slice(start.length), value]));
    },
  };
}

function parse(path: string): Json {
  if (!existsSync(path)) throw new StartError(`${path} is missing: a functions app has one.`);
  try {
    const json = JSON.parse(readFileSync(path, "utf8")) as Json;
    if (json["version"] !== "2.0") throw new Error('"version" must be "2.0"');
    return json;
  } catch (cause) {
    throw new StartError(`${path} cannot be used: ${String(cause)}`, { cause });
  }
}

// .NET configuration compares keys without regard to case.
function collect(json: Json, path: string, leaves: Map<string, string>): void {
  for (const [key, value] of Object.entries(json)) {
    const here = `${path}${key}`.toLowerCase();
    if (typeof value === "object" && value !== null) collect(value as Json, `${here}.`, leaves);
    else leaves.set(here, String(value));
  }
}
