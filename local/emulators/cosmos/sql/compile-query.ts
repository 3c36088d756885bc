import { type CompiledSelect, compileSelect } from "./compile-select";
import { parseQuery } from "./parse-select";
import { documentSlot, outerScope, type Row } from "./scope";
import { SqlError } from "./sql-error";
import { type Expression, isSelect, type Select } from "./syntax";

export type Parameters = Readonly<Record<string, unknown>>;

export interface CompiledQuery {
  readonly syntax: Select;
  /** The name the query gives to a document; `undefined` when it has no FROM. */
  readonly documentName: string | undefined;
  readonly select: CompiledSelect;
  /** The row to evaluate in: the parameters in their slots, the document's slot still empty. */
  newRow(parameters: Parameters): Row;
}

/** Everything that can be known of a query before its parameters; throws what the service would answer with 400. */
export function compileQuery(text: string): CompiledQuery {
  const syntax = parseQuery(text);
  const documentName = syntax.sources[0] && rootName(syntax.sources[0].from);
  const scope = outerScope();
  if (documentName !== undefined) scope.define(documentName);
  const select = compileSelect(syntax, scope);
  return {
    syntax,
    documentName,
    select,
    newRow(parameters) {
      const row: Row = [undefined];
      for (const [name, slot] of scope.parameters) {
        if (!(name in parameters)) throw new SqlError("SC2001", `Identifier '${name}' could not be resolved.`);
        row[slot] = parameters[name];
      }
      return row;
    },
  };
}

export function putDocument(row: Row, document: unknown): void {
  row[documentSlot] = document;
}

function rootName(from: Expression | Select): string {
  if (isSelect(from)) {
    const [source] = from.sources;
    if (source) return rootName(source.from);
  } else if (from.kind === "member") return rootName(from.of);
  else if (from.kind === "identifier") return from.name;
  throw new SqlError("SC1001", "Syntax error in FROM.");
}
