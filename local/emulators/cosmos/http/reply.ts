import { randomUUID } from "node:crypto";
import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import { CosmosFailure, codeOf } from "../failure";
import { smallestCharge } from "../request-units";

export interface Reply {
  readonly status: number;
  /** JSON text. */
  readonly body?: string;
  readonly headers?: OutgoingHttpHeaders;
  /** In request units. */
  readonly charge: number;
}

export function jsonReply(status: number, body: unknown, headers: OutgoingHttpHeaders = {}): Reply {
  return { status, body: JSON.stringify(body), headers, charge: smallestCharge };
}

/** A list of resources as the service wraps it. */
export function listReply(property: string, resources: readonly unknown[], rid = ""): Reply {
  const body = { _rid: rid, [property]: resources, _count: resources.length };
  return jsonReply(200, body, { "x-ms-item-count": String(resources.length) });
}

export function errorReply(error: unknown): Reply {
  if (!(error instanceof CosmosFailure)) {
    console.error(error);
    return refusal(500, error instanceof Error ? error.message : String(error));
  }
  const headers = error.substatus === undefined ? {} : { "x-ms-substatus": String(error.substatus) };
  return refusal(error.status, error.message, headers);
}

export function refusal(status: number, message: string, headers: OutgoingHttpHeaders = {}): Reply {
  return { status, body: JSON.stringify({ code: codeOf(status), message }), headers, charge: smallestCharge };
}

export function sendReply(response: ServerResponse, { status, body, headers, charge }: Reply): void {
  const text = status === 204 || status === 304 ? undefined : body;
  response.writeHead(status, {
    "content-type": "application/json",
    ...(text !== undefined && { "content-length": Buffer.byteLength(text) }),
    "x-ms-request-charge": charge,
    "x-ms-activity-id": randomUUID(),
    ...headers,
  });
  response.end(text);
}
