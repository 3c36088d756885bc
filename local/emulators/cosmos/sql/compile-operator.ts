import type { Evaluate } from "./scope";
import { SqlError } from "./sql-error";
import type { Expression } from "./syntax";

type Operator = Extract<
  Expression,
  { kind: "and" | "or" | "coalesce" | "not" | "arithmetic" | "unary" | "conditional" }
>;

export function compileOperator(expression: Operator, compile: (expression: Expression) => Evaluate): Evaluate {
  switch (expression.kind) {
    case "and":
    case "or":
      return logical(expression.kind === "or", compile(expression.left), compile(expression.right));
    case "not": {
      const operand = compile(expression.operand);
      return (row) => {
        const value = operand(row);
        return typeof value === "boolean" ? !value : undefined;
      };
    }
    case "coalesce": {
      const left = compile(expression.left);
      const right = compile(expression.right);
      return (row) => {
        const value = left(row);
        return value === undefined ? right(row) : value;
      };
    }
    case "conditional": {
      const [test, yes, no] = [compile(expression.test), compile(expression.yes), compile(expression.no)];
      return (row) => (test(row) === true ? yes(row) : no(row));
    }
    case "unary":
      return signed(expression.operator, compile(expression.operand));
    case "arithmetic":
      return arithmetic(expression.operator, compile(expression.left), compile(expression.right));
  }
}

/** AND and OR of three values: `decisive` settles it whatever the other side is, even undefined. */
function logical(decisive: boolean, left: Evaluate, right: Evaluate): Evaluate {
  return (row) => {
    const a = left(row);
    if (a === decisive) return decisive;
    const b = right(row);
    if (b === decisive) return decisive;
    return a === !decisive && b === !decisive ? !decisive : undefined;
  };
}

function signed(operator: string, operand: Evaluate): Evaluate {
  return (row) => {
    const value = operand(row);
    if (typeof value !== "number") return undefined;
    return operator === "-" ? -value : operator === "~" ? ~value : value;
  };
}

const calculations: Readonly<Record<string, (left: number, right: number) => number>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "%": (left, right) => left % right,
  "&": (left, right) => left & right,
  "|": (left, right) => left | right,
  "^": (left, right) => left ^ right,
  "<<": (left, right) => left << right,
  ">>": (left, right) => left >> right,
  ">>>": (left, right) => left >>> right,
};

function arithmetic(operator: string, left: Evaluate, right: Evaluate): Evaluate {
  if (operator === "||") {
    return (row) => {
      const a = left(row);
      const b = right(row);
      return typeof a === "string" && typeof b === "string" ? a + b : undefined;
    };
  }
  const calculate = calculations[operator];
  if (!calculate) throw new SqlError("SC1001", `Syntax error, incorrect syntax near '${operator}'.`);
  return (row) => {
    const a = left(row);
    const b = right(row);
    if (typeof a !== "number" || typeof b !== "number") return undefined;
    const result = calculate(a, b);
    return Number.isFinite(result) ? result : undefined;
  };
}
