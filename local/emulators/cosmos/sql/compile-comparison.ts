import { compareValues, equalValues, typeRank } from "./compare";
import { likePattern } from "./like-pattern";
import type { Evaluate } from "./scope";
import type { Comparison, Expression } from "./syntax";

type Compared = Extract<Expression, { kind: "comparison" | "in" | "between" | "like" }>;

export function compileComparison(expression: Compared, compile: (expression: Expression) => Evaluate): Evaluate {
  switch (expression.kind) {
    case "comparison":
      return comparison(expression.operator, compile(expression.left), compile(expression.right));
    case "in":
      return membership(compile(expression.operand), expression.items.map(compile));
    case "between":
      return between(compile(expression.operand), compile(expression.low), compile(expression.high));
    case "like": {
      const operand = compile(expression.operand);
      const pattern = compile(expression.pattern);
      const escapeCharacter = expression.escape ? compile(expression.escape) : () => undefined;
      return (row) => likePattern(pattern(row), escapeCharacter(row))?.(operand(row));
    }
  }
}

function comparison(operator: Comparison, left: Evaluate, right: Evaluate): Evaluate {
  if (operator === "=" || operator === "!=") {
    const wanted = operator === "=";
    return (row) => {
      const a = left(row);
      const b = right(row);
      return a === undefined || b === undefined ? undefined : equalValues(a, b) === wanted;
    };
  }
  const holds = ordered[operator];
  return (row) => {
    const order = orderOf(left(row), right(row));
    return order === undefined ? undefined : holds(order);
  };
}

const ordered: Readonly<Record<Exclude<Comparison, "=" | "!=">, (order: number) => boolean>> = {
  "<": (order) => order < 0,
  ">": (order) => order > 0,
  "<=": (order) => order <= 0,
  ">=": (order) => order >= 0,
};

/** Only primitive values of the same type can be less or greater; everything else is undefined. */
function orderOf(left: unknown, right: unknown): number | undefined {
  const rank = typeRank(left);
  return rank === 0 || rank > 4 || rank !== typeRank(right) ? undefined : compareValues(left, right);
}

function membership(operand: Evaluate, items: readonly Evaluate[]): Evaluate {
  return (row) => {
    const value = operand(row);
    return value === undefined ? undefined : items.some((item) => equalValues(value, item(row)));
  };
}

function between(operand: Evaluate, low: Evaluate, high: Evaluate): Evaluate {
  return (row) => {
    const value = operand(row);
    const fromLow = orderOf(value, low(row));
    const fromHigh = orderOf(value, high(row));
    return fromLow === undefined || fromHigh === undefined ? undefined : fromLow >= 0 && fromHigh <= 0;
  };
}
