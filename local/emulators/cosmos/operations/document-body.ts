import { failures } from "../failure";
import { type PartitionKey, partitionKeyOf } from "../partition-key/partition-key";
import { isObject } from "../sql/compare";
import type { Container } from "../storage/container";
import type { DocumentRow } from "../storage/document-table";
import { expiryOf } from "../storage/expiry";
import { documentRid, newEtag, secondsNow } from "../storage/resource-names";

export interface DocumentBody {
  readonly id: string;
  readonly [name: string]: unknown;
}

const maxDocumentBytes = 2 * 1024 * 1024;
const maxIdBytes = 1023;

/** The body of a write; throws 400 when it is no document. */
export function documentBody(body: unknown): DocumentBody {
  if (!isObject(body)) throw failures.badRequest("The request payload is not a JSON object.");
  const { id, ttl } = body;
  if (typeof id !== "string" || id === "" || id.length > maxIdBytes || /[/\\?#]/.test(id)) {
    throw failures.badRequest("The input content is invalid because the required properties - 'id; ' - are missing.");
  }
  if (ttl !== undefined && !(Number.isInteger(ttl) && (ttl === -1 || (ttl as number) > 0))) {
    throw failures.badRequest("The value of the property 'ttl' is neither -1 nor a positive integer.");
  }
  return body as DocumentBody;
}

/** The key that the document says it has; throws 400 when the request said another. */
export function keyOfBody(container: Container, body: DocumentBody, stated: PartitionKey | undefined): PartitionKey {
  const partitionKey = partitionKeyOf(container.keyPaths, body);
  if (stated === undefined || stated === partitionKey) return partitionKey;
  throw failures.badRequest("PartitionKey extracted from document doesn't match the one specified in the header.");
}

/** The row to write: a new one, or the next version of the row `rid`. Throws 413 above 2 MB. */
export function documentRow(
  container: Container,
  partitionKey: PartitionKey,
  body: DocumentBody,
  rid?: number,
): DocumentRow {
  const lsn = container.nextLsn();
  const row = rid ?? lsn;
  const etag = newEtag();
  const writtenAt = secondsNow();
  const resourceId = documentRid(container.definition._rid, row);
  const { _rid, _self, _etag, _attachments, _ts, _lsn, ...own } = body;
  const text = JSON.stringify({
    ...own,
    _rid: resourceId,
    _self: `dbs/${container.definition._rid}/docs/${resourceId}/`,
    _etag: etag,
    _attachments: "attachments/",
    _ts: writtenAt,
  });
  if (text.length > maxDocumentBytes || Buffer.byteLength(text) > maxDocumentBytes) throw failures.tooLarge();
  const expiresAt = expiryOf(container.definition, body, writtenAt);
  return { rid: row, partitionKey, id: body.id, etag, writtenAt, lsn, expiresAt, body: text };
}
