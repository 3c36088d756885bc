import { failures } from "../failure";
import { documentsReply, sessionHeaders } from "../http/document-replies";
import { type GatewayRequest, header } from "../http/gateway-request";
import type { Reply } from "../http/reply";
import { containsKey, effectivePartitionKey } from "../partition-key/effective-partition-key";
import { isWhole, keysUnder, parsePartitionKey } from "../partition-key/partition-key";
import { pageCharge, smallestCharge } from "../request-units";
import type { Container } from "../storage/container";
import { liveCondition } from "../storage/expiry";
import type { SqlValue, Store } from "../storage/store";
import { isWholeRange, requestedRange } from "./partition-key-range";
import { maxItemCount } from "./query";

/** The latest version of what changed after a place in the order of writes, which the etags name; 304 at the end. */
export function changeFeedReply(store: Store, container: Container, request: GatewayRequest): Reply {
  if (header(request, "a-im") !== "Incremental Feed") throw failures.unsupported(`A-IM: ${header(request, "a-im")}`);
  const { after, since } = startOf(container, request);
  const limit = maxItemCount(request);
  const found: Change[] = [];
  let last = after;
  for (const change of changes(store, container, request, after, since)) {
    if (found.length === limit) break;
    last = change.lsn;
    if (change.isWanted) found.push(change);
    if (found.length === limit) break;
  }
  const isEnd = found.length < limit;
  const etag = `"${isEnd ? Math.max(last, container.lsn) : last}"`;
  if (found.length === 0)
    return { status: 304, headers: { ...sessionHeaders(container), etag }, charge: smallestCharge };
  const texts = found.map(({ body, lsn }) => `${body.slice(0, -1)},"_lsn":${lsn}}`);
  return documentsReply(container, texts, pageCharge(texts), { etag });
}

interface Change {
  readonly lsn: number;
  readonly body: string;
  /** Whether it is in the part of the container that was asked for. */
  readonly isWanted: boolean;
}

/** If-None-Match: an etag of before, or `*` for what comes from now on. If-Modified-Since: only with neither. */
function startOf(container: Container, request: GatewayRequest): { after: number; since: number } {
  const place = header(request, "if-none-match");
  if (place === "*") return { after: container.lsn, since: 0 };
  if (place !== undefined && place !== "") {
    const after = Number(place.replaceAll('"', ""));
    if (!Number.isInteger(after)) throw failures.badRequest(`The change feed etag ${place} is malformed.`);
    return { after, since: 0 };
  }
  const since = header(request, "if-modified-since");
  return { after: 0, since: since === undefined ? 0 : Math.floor(Date.parse(since) / 1000) };
}

const chunk = 500;

function* changes(
  store: Store,
  container: Container,
  request: GatewayRequest,
  start: number,
  since: number,
): Generator<Change> {
  const part = partOf(container, request);
  const range = requestedRange(container, request);
  const isHierarchical = container.keyPaths.length > 1;
  const sql = `SELECT lsn, pk, body FROM ${container.table} WHERE lsn > ? AND ts >= ? AND ${part.sql}
    AND ${liveCondition(container.definition)} ORDER BY lsn LIMIT ${chunk}`;
  let after = start;
  for (;;) {
    const rows = store.rows(sql, after, since, ...part.values);
    for (const [lsn, pk, body] of rows) {
      after = Number(lsn);
      const isWanted = isWholeRange(range) || containsKey(range, effectivePartitionKey(pk as string, isHierarchical));
      yield { lsn: after, body: body as string, isWanted };
    }
    if (rows.length < chunk) return;
  }
}

function partOf(container: Container, request: GatewayRequest): { sql: string; values: readonly SqlValue[] } {
  const text = header(request, "x-ms-documentdb-partitionkey");
  if (text === undefined) return { sql: "1", values: [] };
  const key = parsePartitionKey(text);
  if (isWhole(key, container.keyPaths.length)) return { sql: "pk = ?", values: [key] };
  return { sql: "pk >= ? AND pk < ?", values: keysUnder(key) };
}
