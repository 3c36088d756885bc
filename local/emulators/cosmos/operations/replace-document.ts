import { failures } from "../failure";
import { type PartitionKey, partitionKeyOf } from "../partition-key/partition-key";
import { replaceCharge } from "../request-units";
import type { Container } from "../storage/container";
import type { StoredDocument } from "../storage/document-table";
import { type DocumentBody, documentBody, documentRow } from "./document-body";
import {
  checkIfMatch,
  type DocumentOperation,
  type DocumentResult,
  findDocument,
  wholeKey,
} from "./document-operation";

export function replaceDocument(operation: DocumentOperation): DocumentResult {
  const { container, id } = operation;
  const body = documentBody(operation.body);
  const partitionKey = operation.partitionKey ?? partitionKeyOf(container.keyPaths, body);
  const stored = findDocument({ ...operation, partitionKey });
  if (body.id !== id) throw failures.badRequest("The id in the document is not the one in the address.");
  checkIfMatch(operation, stored);
  return putDocument(container, wholeKey(container, partitionKey), stored, body);
}

/** Writes the next version of a stored document; its partition key must have stayed. */
export function putDocument(
  container: Container,
  partitionKey: PartitionKey,
  stored: StoredDocument,
  body: DocumentBody,
): DocumentResult {
  if (partitionKeyOf(container.keyPaths, body) !== partitionKey) {
    throw failures.badRequest("PartitionKey extracted from document doesn't match the one specified in the header.");
  }
  const row = documentRow(container, partitionKey, body, stored.rid);
  container.documents.update(row);
  const charge = replaceCharge(row.body.length, container.indexing.countTerms(body));
  return { status: 200, body: row.body, etag: row.etag, charge };
}
