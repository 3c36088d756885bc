import { randomUUID } from "node:crypto";
import {
  Agent,
  type ClientRequest,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import { pipeline } from "node:stream";
import type { Invoke } from "../invocation/invoke";
import type { HttpFunction } from "./http-function";
import { joinedHeaders } from "./request-data";
import type { Params } from "./route-table";
import { writeEmpty } from "./write-response";

/** Answers a request in stream mode. */
export type StreamForward = (
  route: HttpFunction,
  params: Params,
  request: IncomingMessage,
  response: ServerResponse,
) => Promise<void>;

/**
 * Stream mode (`app.setup({ enableHttpStream: true })`): the invocation carries only names, and the bytes go through
 * a server that the library opens at `libraryUri`; the invocation id brings the two together.
 */
export function streamForward(libraryUri: string, invoke: Invoke, bodyLimitBytes: number): StreamForward {
  const agent = new Agent({ keepAlive: true });
  return async (route, params, request, response) => {
    if (Number(request.headers["content-length"]) > bodyLimitBytes) {
      return writeEmpty(response, 413, { connection: "close" });
    }
    const invocationId = randomUUID();
    const headers = joinedHeaders(request.rawHeaders);
    const forwarded = forward(libraryUri, agent, invocationId, headers, request, response);
    limitBody(request, bodyLimitBytes, () => {
      writeEmpty(response, 413, { connection: "close" });
      forwarded.destroy();
    });
    try {
      const metadata = Object.fromEntries(Object.entries(params).map(([name, string]) => [name, { string }]));
      const { result } = await invoke(route.target, {
        bindingName: route.bindingName,
        data: { http: {} },
        metadata: { ...metadata, Headers: { json: JSON.stringify(headers) } },
        traceParent: headers["traceparent"],
        traceState: headers["tracestate"],
        invocationId,
      });
      if (result !== undefined && result !== null) return;
      // The library sends nothing for a handler that answers nothing; the forwarded request would wait for ever.
      writeEmpty(response, 204);
    } catch {
      if (response.headersSent) response.destroy();
      else writeEmpty(response, 500);
    }
    forwarded.destroy();
  };
}

function forward(
  libraryUri: string,
  agent: Agent,
  invocationId: string,
  headers: Readonly<Record<string, string>>,
  request: IncomingMessage,
  response: ServerResponse,
): ClientRequest {
  const { connection: _hop, ...passed } = headers;
  const forwarded = httpRequest(new URL(request.url ?? "/", libraryUri), {
    agent,
    method: request.method ?? "GET",
    headers: {
      ...passed,
      "x-ms-invocation-id": invocationId,
      "x-forwarded-host": headers["host"] ?? "localhost",
      "x-forwarded-proto": "http",
    },
  });
  forwarded.on("response", (answer) => {
    const { "x-ms-invocation-id": _id, connection: _connection, "keep-alive": _keepAlive, ...rest } = answer.headers;
    if (response.headersSent || response.destroyed) {
      answer.destroy();
      return;
    }
    response.writeHead(answer.statusCode ?? 500, rest);
    pipeline(answer, response, () => undefined);
  });
  // A destroyed request says so with an error; whoever destroyed it has answered already.
  forwarded.on("error", () => writeEmpty(response, 502));
  response.on("close", () => {
    if (!response.writableFinished) forwarded.destroy();
  });
  request.pipe(forwarded);
  return forwarded;
}

function limitBody(request: IncomingMessage, limitBytes: number, whenTooLarge: () => void): void {
  let size = 0;
  request.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > limitBytes) whenTooLarge();
  });
}
