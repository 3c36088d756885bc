import type { Node } from "web-tree-sitter";
import { expressions } from "./evaluate";
import { parseBicep } from "./parse-bicep";

/** A statement of a Bicep file that gives something a name. */
export interface Declaration {
  readonly kind: "param" | "var" | "resource" | "module" | "output";
  readonly name: string;
  readonly node: Node;
  /** The decorators, such as `@allowed([...])`: their arguments by their names. */
  readonly decorators: ReadonlyMap<string, readonly Node[]>;
  /** The string after the name of a resource or module: its type and version, or its path. */
  readonly target: string;
  /** The type after the name of a parameter or output. */
  readonly type: string;
  readonly existing: boolean;
  /** What the name stands for. */
  readonly value: Node | undefined;
}

const kinds: Readonly<Record<string, Declaration["kind"]>> = {
  parameter_declaration: "param",
  variable_declaration: "var",
  resource_declaration: "resource",
  module_declaration: "module",
  output_declaration: "output",
};

/** What a file declares. Throws a BicepFault where its syntax is wrong. */
export function declarationsOf(file: string, text: string): Declaration[] {
  const declarations: Declaration[] = [];
  let decorators = new Map<string, Node[]>();
  for (const node of expressions(parseBicep(file, text))) {
    if (node.type === "decorators") {
      decorators = new Map(node.namedChildren.map(decorator));
      continue;
    }
    const kind = kinds[node.type];
    if (kind) declarations.push(declaration(kind, node, decorators));
    decorators = new Map();
  }
  return declarations;
}

function declaration(kind: Declaration["kind"], node: Node, decorators: Declaration["decorators"]): Declaration {
  const [name, ...rest] = expressions(node);
  const targeted = kind === "resource" || kind === "module";
  const typed = kind === "param" || kind === "output";
  const [first, ...others] = rest;
  return {
    kind,
    name: name?.text ?? "",
    node,
    decorators,
    target: targeted ? (first?.text.slice(1, -1) ?? "") : "",
    type: typed ? (first?.text ?? "") : "",
    existing: node.children.some((each) => each?.type === "existing"),
    value: targeted || typed ? others.at(-1) : rest.at(-1),
  };
}

function decorator(node: Node): [string, Node[]] {
  const call = node.namedChildren[0];
  const given = call?.childForFieldName("arguments");
  return [call?.childForFieldName("function")?.text ?? "", given ? expressions(given) : []];
}
