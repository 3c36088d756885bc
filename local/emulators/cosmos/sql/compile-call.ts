import { type Aggregate, aggregates } from "./aggregates";
import { compileExpression } from "./compile-expression";
import { sqlFunctions } from "./functions";
import type { Evaluate, Scope } from "./scope";
import { SqlError } from "./sql-error";
import type { Expression } from "./syntax";

/** The aggregates that a select computes for each group, and the slots that their answers go into. */
export type AggregateSlots = { readonly aggregate: Aggregate; readonly argument: Evaluate; readonly slot: number }[];

type Call = Extract<Expression, { kind: "call" }>;

export function compileCall(
  { name, parameters }: Call,
  scope: Scope,
  compile: (expression: Expression) => Evaluate,
  aggregateSlots: AggregateSlots | undefined,
): Evaluate {
  const aggregate = aggregates.get(name);
  if (aggregate) {
    const [argument] = parameters;
    if (!aggregateSlots || !argument || parameters.length > 1) {
      throw new SqlError("SC2006", `The aggregate '${name}' cannot be used here.`);
    }
    const slot = scope.newSlot();
    aggregateSlots.push({ aggregate, argument: compileExpression(argument, scope), slot });
    return (row) => row[slot];
  }
  const apply = sqlFunctions.get(name);
  if (!apply) throw new SqlError("SC2005", `'${name}' is not a recognized built-in function name.`);
  const [first, second, ...others] = parameters.map(compile);
  if (!first) return () => apply();
  if (!second) return (row) => apply(first(row));
  if (others.length === 0) return (row) => apply(first(row), second(row));
  return (row) => apply(first(row), second(row), ...others.map((other) => other(row)));
}
