import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describeError } from "../describe-error";
import type { HostLog } from "../host-log";
import type { Invoke } from "../invocation/invoke";
import { type RunByHand, serveAdmin } from "./admin-door";
import type { HasHostKey } from "./host-key";
import type { HttpFunction } from "./http-function";
import { readBody } from "./read-body";
import { httpRequestData } from "./request-data";
import { type RequestTarget, requestTarget } from "./request-target";
import { type FindRoute, type Params, routeTable } from "./route-table";
import type { StreamForward } from "./stream-forward";
import { writeEmpty, writeResponse } from "./write-response";

export interface HttpServerParts {
  readonly functions: readonly HttpFunction[];
  readonly invoke: Invoke;
  /** There when the app asked for HTTP streams. */
  readonly stream: StreamForward | undefined;
  readonly bodyLimitBytes: number;
  readonly adminOpen: boolean;
  readonly hasKey: HasHostKey;
  readonly runByHand: RunByHand;
  readonly log: HostLog;
}

const hostPattern = /^[\w.~-]+(?::\d+)?$|^\[[\da-f:.]+\](?::\d+)?$/i;

export function httpServer(parts: HttpServerParts): Server {
  const findRoute = routeTable(parts.functions);
  const server = createServer((request, response) => {
    serve(parts, findRoute, request, response).catch((error: unknown) => {
      parts.log.write("error", `${request.method} ${request.url}: ${describeError(error)}`);
      writeEmpty(response, 500);
    });
  });
  server.keepAliveTimeout = 120_000;
  // Must be longer than the keep-alive, or Node ends idle connections first.
  server.headersTimeout = 125_000;
  server.requestTimeout = 0;
  return server;
}

/** On this machine alone: a development harness is not for the network. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

async function serve(
  parts: HttpServerParts,
  findRoute: FindRoute<HttpFunction>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const target = requestTarget(request.url ?? "");
  if (!target || !hostPattern.test(request.headers.host ?? "localhost")) return writeEmpty(response, 400);
  if (target.segments[0]?.toLowerCase() === "admin") {
    return serveAdmin(request, response, target, { open: parts.adminOpen, hasKey: parts.hasKey, run: parts.runByHand });
  }
  const match = findRoute(request.method ?? "GET", target.segments);
  if (match.outcome === "notFound") return writeEmpty(response, 404);
  if (match.outcome === "methodNotAllowed") return writeEmpty(response, 405, { allow: match.allow });
  if (match.route.needsKey && !parts.hasKey(request, target.search)) return writeEmpty(response, 401);
  if (parts.stream) return parts.stream(match.route, match.params, request, response);
  return answer(parts, match.route, match.params, target, request, response);
}

async function answer(
  parts: HttpServerParts,
  { target: called, bindingName }: HttpFunction,
  params: Params,
  target: RequestTarget,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, parts.bodyLimitBytes).catch(() => "gone" as const);
  if (body === "gone") return;
  if (body === "tooLarge") return writeEmpty(response, 413, { connection: "close" });
  try {
    const { response: outcome } = await parts.invoke(called, {
      bindingName,
      data: { http: httpRequestData(request, target, params, body) },
      traceParent: headerText(request, "traceparent"),
      traceState: headerText(request, "tracestate"),
    });
    writeResponse(response, request.method ?? "GET", outcome.returnValue?.http);
  } catch {
    writeEmpty(response, 500);
  }
}

export function headerText(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" ? value : undefined;
}
