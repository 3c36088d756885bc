import { parseSelect } from "./parse-select";
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

export function parsePostfix(reader: TokenReader, start: Expression): Expression {
  let of = start;
  for (;;) {
    if (reader.take(".")) {
      of = { kind: "member", of, key: { kind: "literal", value: reader.name() } };
    } else if (reader.take("[")) {
      const key = parseExpression(reader);
      reader.expect("]");
      of = { kind: "member", of, key };
    } else return of;
  }
}

const constants: Readonly<Record<string, unknown>> = { TRUE: true, FALSE: false, NULL: null, UNDEFINED: undefined };

export function parsePrimary(reader: TokenReader): Expression {
  const { kind, text } = reader.peek();
  if (kind === "number") return { kind: "literal", value: Number(reader.next().text) };
  if (kind === "string") return { kind: "literal", value: reader.next().text };
  if (kind === "parameter") return { kind: "parameter", name: reader.next().text };
  if (kind === "name") return parseNamed(reader);
  if (kind === "keyword") return parseKeyword(reader, text);
  if (reader.take("(")) {
    if (reader.isAt("SELECT")) return parseSubquery(reader, "firstOf");
    const inner = parseExpression(reader);
    reader.expect(")");
    return inner;
  }
  if (reader.take("[")) return { kind: "array", items: parseList(reader, "]") };
  if (reader.take("{")) return parseObject(reader);
  return reader.refuse();
}

function parseNamed(reader: TokenReader): Expression {
  const name = reader.name();
  if (!reader.take("(")) return { kind: "identifier", name };
  return { kind: "call", name: name.toUpperCase(), parameters: parseList(reader, ")") };
}

function parseKeyword(reader: TokenReader, text: string): Expression {
  if (text in constants) {
    reader.next();
    return { kind: "literal", value: constants[text] };
  }
  if ((text !== "EXISTS" && text !== "ARRAY") || !reader.isAt("(", 1)) return reader.refuse();
  reader.next();
  reader.next();
  return parseSubquery(reader, text === "EXISTS" ? "exists" : "arrayOf");
}

function parseSubquery(reader: TokenReader, kind: "exists" | "arrayOf" | "firstOf"): Expression {
  const select = parseSelect(reader);
  reader.expect(")");
  return { kind, select };
}

function parseList(reader: TokenReader, end: string): Expression[] {
  const items: Expression[] = [];
  if (reader.take(end)) return items;
  do items.push(parseExpression(reader));
  while (reader.take(","));
  reader.expect(end);
  return items;
}

function parseObject(reader: TokenReader): Expression {
  const entries: [string, Expression][] = [];
  if (reader.take("}")) return { kind: "object", entries };
  do {
    const key = reader.peek().kind === "string" ? reader.next().text : reader.name();
    reader.expect(":");
    entries.push([key, parseExpression(reader)]);
  } while (reader.take(","));
  reader.expect("}");
  return { kind: "object", entries };
}
