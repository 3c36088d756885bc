import type { OutgoingHttpHeaders } from "node:http";
import type { BatchResult } from "../operations/batch";
import type { DocumentResult } from "../operations/document-operation";
import type { Container } from "../storage/container";
import { type GatewayRequest, header } from "./gateway-request";
import type { Reply } from "./reply";

export function documentReply(container: Container, { status, body, etag, charge }: DocumentResult): Reply {
  const headers = etag === undefined ? sessionHeaders(container) : { ...sessionHeaders(container), etag };
  return { status, headers, charge, ...(body !== undefined && { body }) };
}

/** 200 when every operation went well, else 207; the results in the order of the operations. */
export function batchReply(container: Container, request: GatewayRequest, { results, charge }: BatchResult): Reply {
  const isMinimal = header(request, "prefer") === "return=minimal";
  const texts = results.map(({ status, etag, body, charge: requestCharge }) => {
    const start = `{"statusCode":${status},"requestCharge":${requestCharge}`;
    const version = etag === undefined ? "" : `,"eTag":${JSON.stringify(etag)}`;
    return `${start}${version}${body === undefined || isMinimal ? "" : `,"resourceBody":${body}`}}`;
  });
  const status = results.every((result) => result.status < 400) ? 200 : 207;
  return { status, body: `[${texts.join(",")}]`, headers: sessionHeaders(container), charge };
}

/** A page of documents; `texts` are JSON. */
export function documentsReply(
  container: Container,
  texts: readonly string[],
  charge: number,
  headers: OutgoingHttpHeaders,
): Reply {
  return {
    status: 200,
    body: `{"_rid":"${container.definition._rid}","Documents":[${texts.join(",")}],"_count":${texts.length}}`,
    headers: { ...sessionHeaders(container), "x-ms-item-count": texts.length, ...headers },
    charge,
  };
}

export function sessionHeaders({ lsn }: Container): OutgoingHttpHeaders {
  return { "x-ms-session-token": `0:-1#${lsn}`, lsn };
}
