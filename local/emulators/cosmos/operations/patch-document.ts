import { failures } from "../failure";
import { compileCached } from "../query/compiled-queries";
import { putDocument as putInRow } from "../sql/compile-query";
import { type DocumentBody, documentBody } from "./document-body";
import {
  checkIfMatch,
  type DocumentOperation,
  type DocumentResult,
  findDocument,
  wholeKey,
} from "./document-operation";
import { applyPatch, type PatchOperation } from "./patch-operations";
import { putDocument } from "./replace-document";

const maxOperations = 10;

interface Patch {
  readonly operations: readonly PatchOperation[];
  /** `from c where …`, about this document alone. */
  readonly condition?: string;
}

export function patchDocument(operation: DocumentOperation): DocumentResult {
  const { container } = operation;
  const { operations, condition } = patchOf(operation.body);
  const stored = findDocument(operation);
  checkIfMatch(operation, stored);
  const document = JSON.parse(stored.body) as DocumentBody;
  if (condition !== undefined && !holds(condition, document)) throw failures.preconditionFailed();
  for (const one of operations) applyPatch(document, one);
  if (document.id !== operation.id) throw failures.badRequest("The id of a document cannot be patched.");
  return putDocument(container, wholeKey(container, operation.partitionKey), stored, documentBody(document));
}

function patchOf(body: unknown): Patch {
  const patch = (Array.isArray(body) ? { operations: body } : body) as Partial<Patch> | undefined;
  if (!Array.isArray(patch?.operations) || patch.operations.length === 0) {
    throw failures.badRequest("The patch holds no operations.");
  }
  if (patch.operations.length > maxOperations) {
    throw failures.badRequest(`A patch holds at most ${maxOperations} operations.`);
  }
  return patch as Patch;
}

function holds(condition: string, document: DocumentBody): boolean {
  const query = compileCached(`SELECT VALUE 1 ${condition}`);
  const row = query.newRow({});
  putInRow(row, document);
  return query.select.hasAny(row);
}
