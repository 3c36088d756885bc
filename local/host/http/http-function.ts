import type { RegisteredFunction } from "../app/app-registry";
import type { HostJson } from "../host-json";
import { StartError } from "../start-error";
import type { Route } from "./route-table";
import { routeTemplate } from "./route-template";

export interface HttpFunction extends Route {
  readonly target: RegisteredFunction;
  readonly bindingName: string;
  readonly needsKey: boolean;
}

const authLevels = ["anonymous", "function", "admin"];
const reserved = new Set(["admin", "runtime"]);

export function httpFunction(target: RegisteredFunction, bindingName: string, hostJson: HostJson): HttpFunction {
  const { name, bindings } = target.metadata;
  const { authLevel, methods, route } = bindings[bindingName] as {
    authLevel?: string;
    methods?: string[];
    route?: string;
  };
  const level = (authLevel ?? "function").toLowerCase();
  if (!authLevels.includes(level))
    throw new StartError(`Function "${name}": authLevel "${authLevel}" is not known here.`);
  const prefix = hostJson.text("extensions.http.routePrefix") ?? "api";
  const template = routeTemplate(`${prefix}/${route ?? name}`);
  const first = template.segments[0];
  if (first?.kind === "literal" && reserved.has(first.text)) {
    throw new StartError(`Function "${name}": routes below /${first.text} belong to the host.`);
  }
  return {
    functionName: name,
    methods: new Set((methods ?? ["GET", "POST"]).map((method) => method.toUpperCase())),
    template,
    target,
    bindingName,
    needsKey: level !== "anonymous",
  };
}
