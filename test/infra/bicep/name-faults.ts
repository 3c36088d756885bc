import type { Node } from "web-tree-sitter";
import { declarationsOf } from "./declarations";
import type { Files } from "./deploy";
import { expressions } from "./evaluate";

/** Names that nothing declares, in every branch of a file, and names that nothing uses. */
export function nameFaults(files: Files, file: string): string[] {
  const declarations = declarationsOf(file, files.get(file) ?? "");
  const declared = new Map(declarations.filter(({ kind }) => kind !== "output").map((each) => [each.name, each]));
  const used = new Set<string>();
  const faults: string[] = [];
  const look = (node: Node, inner: ReadonlySet<string>): void => {
    if (node.type === "identifier" && !inner.has(node.text)) {
      used.add(node.text);
      if (!declared.has(node.text))
        faults.push(`${file}:${node.startPosition.row + 1}: the name ${node.text} does not exist`);
    }
    for (const child of valuesIn(node)) look(child, new Set([...inner, ...namesOf(node)]));
  };
  for (const { value, decorators } of declarations) {
    if (value) look(value, new Set());
    for (const written of [...decorators.values()].flat()) look(written, new Set());
  }
  for (const { kind, name, node } of declared.values()) {
    if ((kind === "param" || kind === "var") && !used.has(name))
      faults.push(`${file}:${node.startPosition.row + 1}: nothing uses ${name}`);
  }
  return faults;
}

/** The children of a node that are expressions: not keys, members, or names of functions and loop variables. */
function valuesIn(node: Node): Node[] {
  const children = expressions(node);
  if (node.type === "object_property") return [...children.slice(0, 1).filter(isText), ...children.slice(1)];
  if (node.type === "for_statement" || node.type === "lambda_expression") return children.slice(1);
  if (node.type === "call_expression") return children.filter((child) => child.type === "arguments");
  return children;
}

const isText = (node: Node) => node.type === "string";

function namesOf(node: Node): string[] {
  if (node.type !== "for_statement" && node.type !== "lambda_expression") return [];
  const names = expressions(node)[0];
  if (!names) return [];
  return names.type === "identifier" ? [names.text] : names.namedChildren.map((each) => each.text);
}
