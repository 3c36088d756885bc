import type { Expression } from "../sql/syntax";
import { type Condition, isOrdered, isScalar, type Range, rangeStartingWith } from "./condition";
import { constant, type Frame, pathOf } from "./frame";

/** The condition in a single comparison or call; `undefined` when neither SQLite nor an index can help with it. */
export function extractLeaf(expression: Expression, frame: Frame): Condition | undefined {
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
