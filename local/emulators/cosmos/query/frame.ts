import type { Parameters } from "../sql/compile-query";
import type { Expression } from "../sql/syntax";

/** Where an expression is read: what the names stand for. */
export interface Frame {
  /** The names of the document, or of the element of an array, that paths are relative to. */
  readonly names: ReadonlySet<string>;
  readonly parameters: Parameters;
}

/** The property names of `c.a.b`; `undefined` when the expression is no path of this frame. */
export function pathOf(expression: Expression, { names }: Frame): readonly string[] | undefined {
  const path: string[] = [];
  let at = expression;
  while (at.kind === "member") {
    if (at.key.kind !== "literal" || typeof at.key.value !== "string") return undefined;
    path.unshift(at.key.value);
    at = at.of;
  }
  return at.kind === "identifier" && names.has(at.name) ? path : undefined;
}

/** The value of a literal, a parameter or a list of them; `undefined` for anything else. */
export function constant(expression: Expression, frame: Frame): unknown {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "parameter":
      return frame.parameters[expression.name];
    case "array":
      return expression.items.map((item) => constant(item, frame));
    default:
      return undefined;
  }
}
