import { writeCharge } from "../request-units";
import { documentBody, documentRow, keyOfBody } from "./document-body";
import type { DocumentOperation, DocumentResult } from "./document-operation";

/** 409 when the id is taken in this partition. */
export function createDocument({ container, partitionKey, body }: DocumentOperation): DocumentResult {
  const document = documentBody(body);
  const row = documentRow(container, keyOfBody(container, document, partitionKey), document);
  container.documents.insert(row);
  const charge = writeCharge(row.body.length, container.indexing.countTerms(document));
  return { status: 201, body: row.body, etag: row.etag, charge };
}
