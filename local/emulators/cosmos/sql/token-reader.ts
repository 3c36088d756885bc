import { type Token, tokenize } from "./lexer";
import { SqlError } from "./sql-error";

export interface TokenReader {
  peek(ahead?: number): Token;
  next(): Token;
  /** Whether the next token (or the one `ahead`) is this keyword or symbol. */
  isAt(text: string, ahead?: number): boolean;
  /** Takes the keyword or symbol if it is next. */
  take(text: string): boolean;
  expect(text: string): void;
  /** A name; keywords serve as names where only a name can stand. */
  name(): string;
  /** Refuses the text at the next token. */
  refuse(): never;
}

export function tokenReader(text: string): TokenReader {
  const tokens = tokenize(text);
  let position = 0;
  const peek = (ahead = 0): Token => tokens[Math.min(position + ahead, tokens.length - 1)] as Token;
  const isAt = (wanted: string, ahead = 0): boolean => {
    const token = peek(ahead);
    return token.text === wanted && (token.kind === "keyword" || token.kind === "symbol");
  };
  const refuse = (): never => {
    throw new SqlError("SC1001", `Syntax error, incorrect syntax near '${peek().raw}'.`);
  };
  const next = (): Token => {
    const token = peek();
    position += 1;
    return token;
  };
  const take = (wanted: string): boolean => {
    const found = isAt(wanted);
    if (found) position += 1;
    return found;
  };
  return {
    peek,
    next,
    isAt,
    take,
    refuse,
    expect(wanted) {
      if (!take(wanted)) refuse();
    },
    name() {
      const { kind } = peek();
      return kind === "name" || kind === "keyword" ? next().raw : refuse();
    },
  };
}
