import { createDocument } from "./create-document";
import { documentBody, keyOfBody } from "./document-body";
import { checkIfMatch, type DocumentOperation, type DocumentResult } from "./document-operation";
import { putDocument } from "./replace-document";

/** If-Match matters only when the document is there; without one, the upsert creates whatever it says. */
export function upsertDocument(operation: DocumentOperation): DocumentResult {
  const { container } = operation;
  const body = documentBody(operation.body);
  const partitionKey = keyOfBody(container, body, operation.partitionKey);
  const stored = container.documents.find(partitionKey, body.id);
  if (!stored) return createDocument(operation);
  checkIfMatch(operation, stored);
  return putDocument(container, partitionKey, stored, body);
}
