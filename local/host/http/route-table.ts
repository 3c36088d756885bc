import { StartError } from "../start-error";
import type { RouteTemplate } from "./route-template";

export interface Route {
  readonly functionName: string;
  readonly methods: ReadonlySet<string>;
  readonly template: RouteTemplate;
}

export type Params = Readonly<Record<string, string>>;

export type RouteMatch<R extends Route> =
  | { readonly outcome: "found"; readonly route: R; readonly params: Params }
  | { readonly outcome: "methodNotAllowed"; readonly allow: string }
  | { readonly outcome: "notFound" };

export type FindRoute<R extends Route> = (method: string, segments: readonly string[]) => RouteMatch<R>;

/** Sorts and buckets the routes once, by how many segments a path has; a request then tries few of them. */
export function routeTable<R extends Route>(routes: readonly R[]): FindRoute<R> {
  refuseDoubles(routes);
  const sorted = [...routes].sort((a, b) => (a.template.rank < b.template.rank ? -1 : 1));
  const longest = Math.max(0, ...sorted.map((route) => route.template.segments.length));
  const byLength = Array.from({ length: longest + 1 }, (_, length) => sorted.filter((route) => fits(route, length)));
  const longer = sorted.filter((route) => fits(route, longest + 1));
  return (method, segments) => {
    const lowered = segments.map((segment) => segment.toLowerCase());
    const allowed = new Set<string>();
    for (const route of byLength[segments.length] ?? longer) {
      const params = match(route.template, segments, lowered);
      if (!params) continue;
      if (route.methods.has(method)) return { outcome: "found", route, params };
      for (const other of route.methods) allowed.add(other);
    }
    if (allowed.size === 0) return { outcome: "notFound" };
    return { outcome: "methodNotAllowed", allow: [...allowed].join(", ") };
  };
}

function fits({ template: { segments } }: Route, length: number): boolean {
  const last = segments.at(-1);
  if (last?.kind === "parameter" && last.rest) return length >= segments.length - 1;
  return length === segments.length || (length === segments.length - 1 && last?.kind === "parameter" && last.optional);
}

function match(template: RouteTemplate, values: readonly string[], lowered: readonly string[]): Params | undefined {
  const params: Record<string, string> = {};
  for (const [index, segment] of template.segments.entries()) {
    if (segment.kind === "literal") {
      if (segment.text !== lowered[index]) return undefined;
      continue;
    }
    const value = segment.rest ? values.slice(index).join("/") : values[index];
    if (value === undefined || (value === "" && segment.rest)) continue;
    if (value === "" || !segment.checks.every((check) => check(value))) return undefined;
    params[segment.name] = value;
  }
  return params;
}

function refuseDoubles(routes: readonly Route[]): void {
  const owners = new Map<string, string>();
  for (const { template, methods, functionName } of routes) {
    const shape = template.segments.map((one, i) => (one.kind === "literal" ? one.text : `{${template.rank[i]}}`));
    // Constraints tell such routes apart by value; only wholly unconstrained ones always collide.
    if (template.segments.some((one) => one.kind === "parameter" && one.checks.length > 0)) continue;
    for (const method of methods) {
      const key = `${method} /${shape.join("/")}`;
      const owner = owners.get(key);
      if (owner) throw new StartError(`Functions "${owner}" and "${functionName}" both answer ${key}.`);
      owners.set(key, functionName);
    }
  }
}
