import { type AggregateSlots, compileCall } from "./compile-call";
import { compileComparison } from "./compile-comparison";
import { compileOperator } from "./compile-operator";
import { compileSelect } from "./compile-select";
import type { Evaluate, Scope } from "./scope";
import type { Expression, Select } from "./syntax";

/**
 * A closure that evaluates the expression with Cosmos DB's meaning of undefined. Aggregates are allowed only where
 * `aggregateSlots` collects them.
 */
export function compileExpression(expression: Expression, scope: Scope, aggregateSlots?: AggregateSlots): Evaluate {
  const compile = (inner: Expression): Evaluate => compileExpression(inner, scope, aggregateSlots);
  switch (expression.kind) {
    case "literal": {
      const { value } = expression;
      return () => value;
    }
    case "parameter":
      return readSlot(scope.parameterSlotOf(expression.name));
    case "identifier":
      return readSlot(scope.slotOf(expression.name));
    case "member":
      return member(compile(expression.of), expression.key, compile);
    case "object":
      return object(expression.entries.map(([name, value]) => [name, compile(value)] as const));
    case "array": {
      const items = expression.items.map(compile);
      return (row) => items.map((item) => item(row)).filter((value) => value !== undefined);
    }
    case "exists":
    case "arrayOf":
    case "firstOf":
      return subquery(expression.kind, expression.select, scope);
    case "call":
      return compileCall(expression, scope, compile, aggregateSlots);
    case "comparison":
    case "in":
    case "between":
    case "like":
      return compileComparison(expression, compile);
    default:
      return compileOperator(expression, compile);
  }
}

function readSlot(slot: number): Evaluate {
  return (row) => row[slot];
}

function member(of: Evaluate, key: Expression, compile: (expression: Expression) => Evaluate): Evaluate {
  if (key.kind !== "literal") {
    const keyOf = compile(key);
    return (row) => memberOf(of(row), keyOf(row));
  }
  const { value } = key;
  return (row) => memberOf(of(row), value);
}

function memberOf(value: unknown, key: unknown): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) return typeof key === "number" ? value[key] : undefined;
  return typeof key === "string" && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}

function object(entries: readonly (readonly [string, Evaluate])[]): Evaluate {
  return (row) => {
    const result: Record<string, unknown> = {};
    for (const [name, evaluate] of entries) {
      const value = evaluate(row);
      if (value !== undefined) result[name] = value;
    }
    return result;
  };
}

function subquery(kind: "exists" | "arrayOf" | "firstOf", select: Select, scope: Scope): Evaluate {
  const inner = compileSelect(select, scope.inner());
  if (kind === "exists") return (row) => inner.hasAny(row);
  if (kind === "arrayOf") return (row) => inner.evaluate(row);
  return (row) => inner.evaluate(row)[0];
}
