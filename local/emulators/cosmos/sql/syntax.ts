/** What a Cosmos SQL text means, before anything is known of the documents. */
export type Expression =
  | { readonly kind: "literal"; readonly value: unknown }
  | { readonly kind: "parameter"; readonly name: string }
  | { readonly kind: "identifier"; readonly name: string }
  | { readonly kind: "member"; readonly of: Expression; readonly key: Expression }
  | { readonly kind: "and" | "or" | "coalesce"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "not"; readonly operand: Expression }
  | {
      readonly kind: "comparison";
      readonly operator: Comparison;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "in"; readonly operand: Expression; readonly items: readonly Expression[] }
  | { readonly kind: "between"; readonly operand: Expression; readonly low: Expression; readonly high: Expression }
  | { readonly kind: "like"; readonly operand: Expression; readonly pattern: Expression; readonly escape?: Expression }
  | { readonly kind: "arithmetic"; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "unary"; readonly operator: string; readonly operand: Expression }
  | { readonly kind: "conditional"; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly kind: "object"; readonly entries: readonly (readonly [string, Expression])[] }
  | { readonly kind: "array"; readonly items: readonly Expression[] }
  | { readonly kind: "exists" | "arrayOf" | "firstOf"; readonly select: Select }
  | { readonly kind: "call"; readonly name: string; readonly parameters: readonly Expression[] };

export type Comparison = "=" | "!=" | "<" | ">" | "<=" | ">=";

export interface Select {
  readonly distinct: boolean;
  readonly top?: Expression;
  readonly projection: Projection;
  readonly sources: readonly Source[];
  readonly where?: Expression;
  readonly groupBy?: readonly Expression[];
  readonly orderBy?: readonly { readonly expression: Expression; readonly descending: boolean }[];
  readonly offset?: Expression;
  readonly limit?: Expression;
}

export type Projection =
  | { readonly kind: "star" }
  | { readonly kind: "value"; readonly expression: Expression }
  | {
      readonly kind: "columns";
      readonly columns: readonly { readonly name: string; readonly expression: Expression }[];
    };

/** `alias IN from` (each), `from AS alias` (not each), or a subquery, which is always iterated. */
export interface Source {
  readonly alias: string;
  readonly from: Expression | Select;
  readonly each: boolean;
}

export function isSelect(from: Expression | Select): from is Select {
  return "projection" in from;
}
