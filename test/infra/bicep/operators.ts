import type { Value } from "./value";

const same = (one: Value, other: Value) => JSON.stringify(one) === JSON.stringify(other);

/** The binary operators; the right side is evaluated only where its value counts. */
export function operate(operator: string, left: Value, right: () => Value): Value {
  switch (operator) {
    case "&&":
      return left === true && right() === true;
    case "||":
      return left === true || right() === true;
    case "??":
      return left ?? right();
    case "==":
      return same(left, right());
    case "!=":
      return !same(left, right());
    case ">":
      return Number(left) > Number(right());
    case ">=":
      return Number(left) >= Number(right());
    case "<":
      return Number(left) < Number(right());
    case "<=":
      return Number(left) <= Number(right());
    case "+":
      return Number(left) + Number(right());
    case "-":
      return Number(left) - Number(right());
    case "*":
      return Number(left) * Number(right());
    default:
      throw new Error(`the operator ${operator} is not understood`);
  }
}
