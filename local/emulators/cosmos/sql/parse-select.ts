import { parseExpression } from "./parse-expression";
import { parsePostfix, parsePrimary } from "./parse-primary";
import { SqlError } from "./sql-error";
import type { Expression, Projection, Select, Source } from "./syntax";
import { type TokenReader, tokenReader } from "./token-reader";

/** The one query that the text holds; throws `SqlError` as the service would answer 400. */
export function parseQuery(text: string): Select {
  const reader = tokenReader(text);
  const select = parseSelect(reader);
  if (reader.peek().kind !== "end") reader.refuse();
  return select;
}

export function parseSelect(reader: TokenReader): Select {
  reader.expect("SELECT");
  const distinct = reader.take("DISTINCT");
  const top = reader.take("TOP") ? parsePrimary(reader) : undefined;
  const projection = parseProjection(reader);
  const sources = reader.take("FROM") ? listOf(reader, parseSource, "JOIN") : [];
  const where = reader.take("WHERE") ? parseExpression(reader) : undefined;
  const groupBy = takeBy(reader, "GROUP") ? listOf(reader, parseExpression, ",") : undefined;
  const orderBy = takeBy(reader, "ORDER") ? listOf(reader, parseOrder, ",") : undefined;
  const offset = reader.take("OFFSET") ? parsePrimary(reader) : undefined;
  if (offset) reader.expect("LIMIT");
  const limit = offset ? parsePrimary(reader) : undefined;
  if (top && offset) throw new SqlError("SC1001", "TOP and OFFSET LIMIT cannot be used together.");
  return {
    distinct,
    projection,
    sources,
    ...(top && { top }),
    ...(where && { where }),
    ...(groupBy && { groupBy }),
    ...(orderBy && { orderBy }),
    ...(offset && limit && { offset, limit }),
  };
}

function takeBy(reader: TokenReader, word: string): boolean {
  if (!reader.take(word)) return false;
  reader.expect("BY");
  return true;
}

function listOf<Item>(reader: TokenReader, parse: (reader: TokenReader) => Item, separator: string): Item[] {
  const items = [parse(reader)];
  while (reader.take(separator)) items.push(parse(reader));
  return items;
}

function parseProjection(reader: TokenReader): Projection {
  if (reader.take("*")) return { kind: "star" };
  if (reader.take("VALUE")) return { kind: "value", expression: parseExpression(reader) };
  let unnamed = 0;
  const columns = listOf(reader, parseColumn, ",").map(({ name, expression }) => {
    if (name === undefined) unnamed += 1;
    return { name: name ?? `$${unnamed}`, expression };
  });
  return { kind: "columns", columns };
}

function parseColumn(reader: TokenReader): { name: string | undefined; expression: Expression } {
  const expression = parseExpression(reader);
  const named = reader.take("AS") || reader.peek().kind === "name";
  return { name: named ? reader.name() : nameOf(expression), expression };
}

function nameOf(expression: Expression): string | undefined {
  if (expression.kind === "identifier") return expression.name;
  if (expression.kind !== "member" || expression.key.kind !== "literal") return undefined;
  return typeof expression.key.value === "string" ? expression.key.value : undefined;
}

function parseSource(reader: TokenReader): Source {
  if (reader.isAt("(")) {
    const from = parseParenthesized(reader);
    reader.take("AS");
    return { alias: reader.name(), from, each: true };
  }
  const name = reader.name();
  if (reader.take("IN")) {
    const from = reader.isAt("(") ? parseParenthesized(reader) : parsePath(reader, reader.name());
    return { alias: name, from, each: true };
  }
  const from = parsePath(reader, name);
  const aliased = reader.take("AS") || reader.peek().kind === "name";
  return { alias: aliased ? reader.name() : (nameOf(from) ?? name), from, each: false };
}

function parseParenthesized(reader: TokenReader): Select {
  reader.expect("(");
  const select = parseSelect(reader);
  reader.expect(")");
  return select;
}

function parsePath(reader: TokenReader, name: string): Expression {
  return parsePostfix(reader, { kind: "identifier", name });
}

function parseOrder(reader: TokenReader): { expression: Expression; descending: boolean } {
  const expression = parseExpression(reader);
  const descending = reader.take("DESC");
  if (!descending) reader.take("ASC");
  return { expression, descending };
}
