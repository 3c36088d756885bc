import { type Token, tokenize } from "./lexer";

export type Clause = "SELECT" | "FROM" | "WHERE" | "GROUP" | "ORDER" | "OFFSET";

const clauses: ReadonlySet<string> = new Set<Clause>(["SELECT", "FROM", "WHERE", "GROUP", "ORDER", "OFFSET"]);

/** The outermost clauses of a query as they were written, each without its first word. */
export function clausesOf(text: string): ReadonlyMap<Clause, readonly Token[]> {
  const found = new Map<Clause, Token[]>();
  let depth = 0;
  let before = "";
  for (const token of tokenize(text)) {
    if (token.kind === "symbol" && "([{".includes(token.text)) depth += 1;
    if (token.kind === "symbol" && ")]}".includes(token.text)) depth -= 1;
    // Behind a point, a keyword is the name of a property.
    const begins = token.kind === "keyword" && depth === 0 && before !== "." && clauses.has(token.text);
    if (begins) found.set(token.text as Clause, []);
    else if (token.kind !== "end") [...found.values()].at(-1)?.push(token);
    before = token.text;
  }
  return found;
}

export function written(tokens: readonly Token[] | undefined): string {
  return (tokens ?? []).map(({ raw }) => raw).join(" ");
}

/** The parts between the outermost commas. */
export function listed(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === "symbol" && "([{".includes(token.text)) depth += 1;
    if (token.kind === "symbol" && ")]}".includes(token.text)) depth -= 1;
    if (token.kind === "symbol" && token.text === "," && depth === 0) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}
