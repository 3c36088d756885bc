import type { Parameters } from "../sql/compile-query";
import { type Expression, isSelect, type Select } from "../sql/syntax";
import { type Condition, isOrdered, isScalar, type Range, rangeStartingWith } from "./condition";

/** What could be taken out of a WHERE; `whole` when that is all of it. */
export interface Extracted {
  readonly condition: Condition;
  readonly whole: boolean;
}

/** Where an expression is read: what the names stand for. */
interface Frame {
  /** The names of the document, or of the element of an array, that paths are relative to. */
  readonly names: ReadonlySet<string>;
  readonly parameters: Parameters;
}

/** The conditions in a WHERE that every result must meet; `undefined` when there is none that can be said. */
export function extractCondition(
  where: Expression,
  names: ReadonlySet<string>,
  parameters: Parameters,
): Extracted | undefined {
  return extract(where, { names, parameters });
}

function extract(expression: Expression, frame: Frame): Extracted | undefined {
  switch (expression.kind) {
    case "and":
      return both(extract(expression.left, frame), extract(expression.right, frame));
    case "or": {
      const left = extract(expression.left, frame);
      const right = extract(expression.right, frame);
      if (!left || !right) return undefined;
      return { condition: { kind: "any", of: [left.condition, right.condition] }, whole: left.whole && right.whole };
    }
    case "exists":
      return extractExists(expression.select, frame);
    default: {
      const condition = extractLeaf(expression, frame);
      return condition && { condition, whole: true };
    }
  }
}

function both(left: Extracted | undefined, right: Extracted | undefined): Extracted | undefined {
  if (left && right) {
    return { condition: { kind: "all", of: [left.condition, right.condition] }, whole: left.whole && right.whole };
  }
  const one = left ?? right;
  return one && { ...one, whole: false };
}

function extractLeaf(expression: Expression, frame: Frame): Condition | undefined {
  switch (expression.kind) {
    case "comparison":
      return extractComparison(expression, frame);
    case "in":
      return oneOf(expression.operand, expression.items, frame);
    case "between": {
      const path = pathOf(expression.operand, frame);
      const low = constant(expression.low, frame);
      const high = constant(expression.high, frame);
      if (!path || !isOrdered(low) || !isOrdered(high) || typeof low !== typeof high) return undefined;
      return { kind: "range", path, range: { low, includesLow: true, high, includesHigh: true } };
    }
    case "like": {
      const path = pathOf(expression.operand, frame);
      const pattern = constant(expression.pattern, frame);
      if (!path || typeof pattern !== "string" || expression.escape) return undefined;
      return startingWith(path, pattern.split(/[%_]/)[0]);
    }
    case "call":
      return extractCall(expression.name, expression.parameters, frame);
    default:
      return undefined;
  }
}

const mirrored = { "=": "=", "<": ">", ">": "<", "<=": ">=", ">=": "<=" } as const;

function extractComparison(
  { operator, left, right }: Extract<Expression, { kind: "comparison" }>,
  frame: Frame,
): Condition | undefined {
  if (operator === "!=") return undefined;
  const straight = pathOf(left, frame);
  const path = straight ?? pathOf(right, frame);
  const value = constant(straight ? right : left, frame);
  if (!path) return undefined;
  const effective = straight ? operator : mirrored[operator];
  if (effective === "=") return isScalar(value) ? { kind: "values", path, values: [value] } : undefined;
  return isOrdered(value) ? { kind: "range", path, range: rangeFrom(effective, value) } : undefined;
}

function rangeFrom(operator: "<" | ">" | "<=" | ">=", value: string | number): Range {
  const included = operator.endsWith("=");
  if (operator.startsWith(">")) return { low: value, includesLow: included, high: undefined, includesHigh: false };
  const low = typeof value === "string" ? "" : -Number.MAX_VALUE;
  return { low, includesLow: true, high: value, includesHigh: included };
}

function oneOf(operand: Expression, items: readonly Expression[], frame: Frame): Condition | undefined {
  const path = pathOf(operand, frame);
  const values = items.map((item) => constant(item, frame));
  return path && values.every(isScalar) ? { kind: "values", path, values } : undefined;
}

function extractCall(name: string, parameters: readonly Expression[], frame: Frame): Condition | undefined {
  const [first, second] = parameters;
  if (!first || !second || parameters.length > 2) return undefined;
  const path = pathOf(first, frame);
  const value = constant(second, frame);
  if (name === "STARTSWITH") return path && startingWith(path, value);
  if (name === "STRINGEQUALS") {
    return path && typeof value === "string" && isScalar(value) ? { kind: "values", path, values: [value] } : undefined;
  }
  if (name !== "ARRAY_CONTAINS") return undefined;
  if (path) {
    if (!isScalar(value) || path.length === 0) return undefined;
    return { kind: "element", array: path, of: { kind: "values", path: [], values: [value] } };
  }
  const list = constant(first, frame);
  const searched = pathOf(second, frame);
  return searched && Array.isArray(list) && list.every(isScalar)
    ? { kind: "values", path: searched, values: list }
    : undefined;
}

function startingWith(path: readonly string[], prefix: unknown): Condition | undefined {
  if (typeof prefix !== "string" || prefix === "" || !isScalar(prefix)) return undefined;
  return { kind: "range", path, range: rangeStartingWith(prefix) };
}

/** `EXISTS(SELECT VALUE k FROM k IN c.keys WHERE …)`: some element meets the WHERE. */
function extractExists(select: Select, frame: Frame): Extracted | undefined {
  const [source, ...others] = select.sources;
  const isPlain = !select.groupBy && !select.top && !select.offset && select.projection.kind === "value";
  if (!source?.each || others.length > 0 || isSelect(source.from) || !isPlain || !select.where) return undefined;
  const array = pathOf(source.from, frame);
  if (!array || array.length === 0 || !isSimple(select)) return undefined;
  const inner = extract(select.where, { ...frame, names: new Set([source.alias]) });
  return inner && { condition: { kind: "element", array, of: inner.condition }, whole: inner.whole };
}

/** An aggregate would yield a value even where the WHERE lets nothing through. */
function isSimple({ projection }: Select): boolean {
  return projection.kind === "value" && ["identifier", "literal", "member"].includes(projection.expression.kind);
}

/** The property names of `c.a.b`; `undefined` when the expression is no path of this frame. */
function pathOf(expression: Expression, { names }: Frame): readonly string[] | undefined {
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
function constant(expression: Expression, frame: Frame): unknown {
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
