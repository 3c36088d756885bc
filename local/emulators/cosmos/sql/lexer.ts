import { SqlError } from "./sql-error";

export interface Token {
  readonly kind: "number" | "string" | "keyword" | "name" | "parameter" | "symbol" | "end";
  /** Upper case for keywords, unescaped for strings. */
  readonly text: string;
  /** As it was written. */
  readonly raw: string;
}

const keywords = new Set(
  (
    "SELECT DISTINCT TOP VALUE FROM WHERE GROUP BY ORDER OFFSET LIMIT AS IN JOIN AND OR NOT BETWEEN LIKE ESCAPE EXISTS " +
    "ARRAY ASC DESC TRUE FALSE NULL UNDEFINED"
  ).split(" "),
);

const pattern =
  /\s+|--[^\n]*|(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|([A-Za-z_][A-Za-z0-9_]*)|(@[A-Za-z0-9_]+)|(\?\?|<>|!=|<=|>=|\|\||>>>|>>|<<|[-+*/%=<>()[\]{},.:?&|^~])/y;

export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const matcher = new RegExp(pattern);
  while (matcher.lastIndex < text.length) {
    const start = matcher.lastIndex;
    const match = matcher.exec(text);
    if (!match) throw new SqlError("SC1001", `Syntax error, incorrect syntax near '${text.slice(start, start + 20)}'.`);
    const token = tokenOf(match);
    if (token) tokens.push(token);
  }
  tokens.push({ kind: "end", text: "", raw: "end of query" });
  return tokens;
}

function tokenOf([, number, string, word, parameter, symbol]: RegExpExecArray): Token | undefined {
  if (number !== undefined) return { kind: "number", text: number, raw: number };
  if (string !== undefined) return { kind: "string", text: unquote(string), raw: string };
  if (parameter !== undefined) return { kind: "parameter", text: parameter, raw: parameter };
  if (symbol !== undefined) return { kind: "symbol", text: symbol, raw: symbol };
  if (word === undefined) return undefined;
  const upper = word.toUpperCase();
  return keywords.has(upper) ? { kind: "keyword", text: upper, raw: word } : { kind: "name", text: word, raw: word };
}

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };

function unquote(quoted: string): string {
  return quoted
    .slice(1, -1)
    .replace(/\\(u[0-9a-fA-F]{4}|[\s\S])/g, (_, escaped: string) =>
      escaped.length > 1 ? String.fromCharCode(Number.parseInt(escaped.slice(1), 16)) : (escapes[escaped] ?? escaped),
    );
}
