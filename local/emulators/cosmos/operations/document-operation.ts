import { failures } from "../failure";
import type { PartitionKey } from "../partition-key/partition-key";
import { isWhole } from "../partition-key/partition-key";
import type { Container } from "../storage/container";
import type { StoredDocument } from "../storage/document-table";

/** One operation on one document, alone or in a batch. */
export interface DocumentOperation {
  readonly container: Container;
  /** From the header; writes of whole documents can do without. */
  readonly partitionKey: PartitionKey | undefined;
  readonly id: string | undefined;
  readonly body: unknown;
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
}

export interface DocumentResult {
  readonly status: number;
  /** The text of the document. */
  readonly body?: string;
  readonly etag?: string;
  readonly charge: number;
}

export type RunDocumentOperation = (operation: DocumentOperation) => DocumentResult;

/** The document that the operation names; throws 404. */
export function findDocument({ container, partitionKey, id }: DocumentOperation): StoredDocument {
  const key = wholeKey(container, partitionKey);
  const found = container.documents.find(key, id ?? "");
  if (!found) throw failures.noSuchDocument();
  return found;
}

export function wholeKey(container: Container, partitionKey: PartitionKey | undefined): PartitionKey {
  if (partitionKey === undefined) throw failures.badRequest("PartitionKey value must be supplied for this operation.");
  if (isWhole(partitionKey, container.keyPaths.length)) return partitionKey;
  throw failures.badRequest(
    "The partition key supplied in x-ms-partitionkey header has fewer components than defined.",
  );
}

/** Throws 412 unless If-Match, when given, names this version. */
export function checkIfMatch({ ifMatch }: DocumentOperation, { etag }: StoredDocument): void {
  if (ifMatch !== undefined && ifMatch !== "*" && ifMatch !== etag) throw failures.preconditionFailed();
}
