import { StartError } from "../start-error";
import { routeConstraint } from "./route-constraint";

export interface Literal {
  readonly kind: "literal";
  /** In lower case: ASP.NET compares paths without regard to case. */
  readonly text: string;
}

export interface Parameter {
  readonly kind: "parameter";
  readonly name: string;
  readonly optional: boolean;
  /** Takes all segments that are left: `{*name}`. */
  readonly rest: boolean;
  readonly checks: readonly ((value: string) => boolean)[];
}

export interface RouteTemplate {
  readonly text: string;
  readonly segments: readonly (Literal | Parameter)[];
  /** Sorts routes as ASP.NET tries them: literals before constrained before plain before catch-all parameters. */
  readonly rank: string;
}

/** Reads an ASP.NET route template. Throws a `StartError` for the parts of that language that the host lacks. */
export function routeTemplate(text: string): RouteTemplate {
  const parts = text.split("/").filter((part) => part !== "");
  const segments = parts.map((part) => segment(part, text));
  const early = segments.slice(0, -1).some((one) => one.kind === "parameter" && (one.rest || one.optional));
  if (early) throw new StartError(`Route "${text}": only the last segment may be optional or take the rest.`);
  return { text, segments, rank: segments.map(rankOf).join("") };
}

const parameterPattern = /^\{(\*{0,2})([a-z_][\w-]*)((?::[^:{}?]+)*)(\?)?\}$/i;

function segment(part: string, route: string): Literal | Parameter {
  if (!/[{}]/.test(part)) return { kind: "literal", text: part.toLowerCase() };
  const match = parameterPattern.exec(part);
  if (!match) throw new StartError(`Route "${route}": "${part}" is a form that this host does not support.`);
  const [, stars, name = "", constraintList = "", optional] = match;
  const checks = constraintList
    .split(":")
    .slice(1)
    .map((constraint) => {
      const check = routeConstraint(constraint);
      if (!check) throw new StartError(`Route "${route}": this host does not know the constraint "${constraint}".`);
      return check;
    });
  return { kind: "parameter", name, optional: optional !== undefined, rest: stars !== "", checks };
}

function rankOf(one: Literal | Parameter): string {
  if (one.kind === "literal") return "1";
  const unconstrained = one.checks.length === 0 ? 1 : 0;
  return String((one.rest ? 4 : 2) + unconstrained);
}
