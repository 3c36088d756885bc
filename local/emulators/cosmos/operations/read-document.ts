import { readCharge, smallestCharge } from "../request-units";
import { type DocumentOperation, type DocumentResult, findDocument } from "./document-operation";

/** The stored text, untouched; 304 when If-None-Match names this version. */
export function readDocument(operation: DocumentOperation): DocumentResult {
  const { etag, body } = findDocument(operation);
  if (operation.ifNoneMatch === etag) return { status: 304, etag, charge: smallestCharge };
  return { status: 200, body, etag, charge: readCharge(body.length) };
}
