import { writeCharge } from "../request-units";
import { checkIfMatch, type DocumentOperation, type DocumentResult, findDocument } from "./document-operation";

export function deleteDocument(operation: DocumentOperation): DocumentResult {
  const { container } = operation;
  const stored = findDocument(operation);
  checkIfMatch(operation, stored);
  container.documents.delete(stored.rid);
  // A delete has a number of its own, so that nothing written later can share it.
  container.nextLsn();
  const terms = container.indexing.countTerms(JSON.parse(stored.body));
  return { status: 204, charge: writeCharge(stored.body.length, terms) };
}
