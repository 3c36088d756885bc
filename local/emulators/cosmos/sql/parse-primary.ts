import { parseExpression } from "./parse-expression";
import { parseSelect } from "./parse-select";
import type { Expression } from "./syntax";
import type { TokenReader } from "./token-reader";

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

export function parseList(reader: TokenReader, end: string): Expression[] {
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
