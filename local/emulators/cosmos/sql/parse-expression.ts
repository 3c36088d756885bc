import { parseList, parsePostfix, parsePrimary } from "./parse-primary";
import type { Comparison, Expression } from "./syntax";
import type { TokenReader } from "./token-reader";

// Lowest precedence first: ? :, ??, OR, AND, NOT, comparison, bits, shifts, + - ||, * / %, signs, members.

export function parseExpression(reader: TokenReader): Expression {
  const test = parseCoalesce(reader);
  if (!reader.take("?")) return test;
  const yes = parseExpression(reader);
  reader.expect(":");
  return { kind: "conditional", test, yes, no: parseExpression(reader) };
}

function parseCoalesce(reader: TokenReader): Expression {
  let left = parseOr(reader);
  while (reader.take("??")) left = { kind: "coalesce", left, right: parseOr(reader) };
  return left;
}

function parseOr(reader: TokenReader): Expression {
  let left = parseAnd(reader);
  while (reader.take("OR")) left = { kind: "or", left, right: parseAnd(reader) };
  return left;
}

function parseAnd(reader: TokenReader): Expression {
  let left = parseNot(reader);
  while (reader.take("AND")) left = { kind: "and", left, right: parseNot(reader) };
  return left;
}

function parseNot(reader: TokenReader): Expression {
  return reader.take("NOT") ? { kind: "not", operand: parseNot(reader) } : parseComparison(reader);
}

function parseComparison(reader: TokenReader): Expression {
  let left = parseBits(reader);
  for (;;) {
    const negated = reader.isAt("NOT") && ["IN", "BETWEEN", "LIKE"].some((word) => reader.isAt(word, 1));
    if (negated) reader.next();
    const compared = parseComparisonOf(reader, left);
    if (!compared) return left;
    left = negated ? { kind: "not", operand: compared } : compared;
  }
}

const comparisons: Readonly<Record<string, Comparison>> = {
  "=": "=",
  "!=": "!=",
  "<>": "!=",
  "<": "<",
  ">": ">",
  "<=": "<=",
  ">=": ">=",
};

function parseComparisonOf(reader: TokenReader, operand: Expression): Expression | undefined {
  if (reader.take("IN")) {
    reader.expect("(");
    return { kind: "in", operand, items: parseList(reader, ")") };
  }
  if (reader.take("BETWEEN")) {
    const low = parseBits(reader);
    reader.expect("AND");
    return { kind: "between", operand, low, high: parseBits(reader) };
  }
  if (reader.take("LIKE")) {
    const pattern = parseBits(reader);
    return reader.take("ESCAPE")
      ? { kind: "like", operand, pattern, escape: parsePrimary(reader) }
      : { kind: "like", operand, pattern };
  }
  const operator = reader.peek().kind === "symbol" ? comparisons[reader.peek().text] : undefined;
  if (!operator) return undefined;
  reader.next();
  return { kind: "comparison", operator, left: operand, right: parseBits(reader) };
}

const parseMultiplied = leftAssociative(parseSigned, ["*", "/", "%"]);
const parseAdded = leftAssociative(parseMultiplied, ["+", "-", "||"]);
const parseShifted = leftAssociative(parseAdded, ["<<", ">>", ">>>"]);
const parseBits = leftAssociative(parseShifted, ["&", "|", "^"]);

function leftAssociative(parseOperand: (reader: TokenReader) => Expression, operators: readonly string[]) {
  return (reader: TokenReader): Expression => {
    let left = parseOperand(reader);
    while (reader.peek().kind === "symbol" && operators.includes(reader.peek().text)) {
      left = { kind: "arithmetic", operator: reader.next().text, left, right: parseOperand(reader) };
    }
    return left;
  };
}

function parseSigned(reader: TokenReader): Expression {
  if (!["-", "+", "~"].some((sign) => reader.isAt(sign))) return parsePostfix(reader, parsePrimary(reader));
  const operator = reader.next().text;
  const operand = parseSigned(reader);
  if (operator === "-" && operand.kind === "literal" && typeof operand.value === "number") {
    return { kind: "literal", value: -operand.value };
  }
  return { kind: "unary", operator, operand };
}
