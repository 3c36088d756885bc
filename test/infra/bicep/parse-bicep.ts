import { join } from "node:path";
import { Language, type Node, Parser } from "web-tree-sitter";
import { BicepFault } from "./bicep-fault";

let parser: Parser | undefined;

/** By text: a file is read again for each configuration, and for each place that calls it as a module. */
const parsed = new Map<string, Node>();

/** Loads the grammar (WebAssembly that comes with its package). Needed once, before the first parse. */
export async function loadGrammar(): Promise<void> {
  if (parser) return;
  await Parser.init();
  const language = await Language.load(join("node_modules", "tree-sitter-bicep", "tree-sitter-bicep.wasm"));
  parser = new Parser();
  parser.setLanguage(language);
}

/** The statements of a Bicep file. Throws a BicepFault at the first place that the grammar does not know. */
export function parseBicep(file: string, text: string): Node {
  const known = parsed.get(text);
  if (known) return known;
  const root = parser?.parse(text)?.rootNode;
  if (!root) throw new Error("The grammar is not loaded.");
  const fault = root.hasError ? firstError(root) : undefined;
  if (fault) throw new BicepFault(`syntax: ${JSON.stringify(fault.text.slice(0, 40))}`, file, fault);
  parsed.set(text, root);
  return root;
}

function firstError(node: Node): Node {
  const child = node.children.find((each) => each?.hasError || each?.isError || each?.isMissing);
  return child ? firstError(child) : node;
}
