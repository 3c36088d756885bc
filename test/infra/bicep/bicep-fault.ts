import type { Node } from "web-tree-sitter";

/** Something in a Bicep file that would not compile, or not deploy. */
export class BicepFault extends Error {
  constructor(message: string, file: string, node: Node) {
    super(`${file}:${node.startPosition.row + 1}: ${message}`);
  }
}
