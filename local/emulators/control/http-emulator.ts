import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { serveControl } from "./control-routes";
import { type Fault, type FaultList, faultList, fitsHttp, type HttpMatch } from "./faults";
import { type RequestCounter, requestCounter } from "./request-counter";
import { type Answer, matchRoute, notSupported, type Route, readRequest } from "./route";
import type { RunningEmulator } from "./run-emulator";

export interface HttpEmulatorOptions {
  readonly name: string;
  readonly port: number;
  /** PEM texts; without them the emulator speaks plain HTTP. */
  readonly tls?: { readonly certificate: string; readonly privateKey: string };
  /** Called once the port is known. */
  routes(port: number): readonly Route[];
}

/** Serves routes on the loopback address, with the faults, counts and control routes that every emulator has. */
export async function startHttpEmulator(options: HttpEmulatorOptions): Promise<RunningEmulator> {
  const state: EmulatorState = { name: options.name, faults: faultList(), counter: requestCounter(), routes: [] };
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    serve(state, request, response).catch((error: unknown) => {
      console.error(`${options.name}: ${request.method} ${request.url} failed`, error);
      send(response, { status: 500, body: { error: { code: "InternalServerError", message: String(error) } } });
    });
  };
  const server = options.tls
    ? createHttpsServer({ cert: options.tls.certificate, key: options.tls.privateKey }, listener)
    : createHttpServer(listener);
  const port = await listen(server, options.port);
  state.routes = options.routes(port);
  return { port, close: () => closeServer(server) };
}

interface EmulatorState {
  readonly name: string;
  readonly faults: FaultList<HttpMatch>;
  readonly counter: RequestCounter;
  routes: readonly Route[];
}

async function serve(state: EmulatorState, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const { name, faults, counter } = state;
  if (await serveControl(incoming, response, faults, counter)) return;
  const request = await readRequest(incoming);
  const match = matchRoute(state.routes, request);
  if (!request.path.startsWith("/_emulator/")) {
    const operation = match?.operation ?? "unsupported";
    counter.count(operation);
    const fault = faults.strike(fitsHttp(request.method, incoming.url ?? "", operation));
    if (fault && (await spoil(fault, response))) return;
  }
  send(response, match ? await match.answer() : notSupported(name, request));
}

/** Answers whether the fault has settled the request; a mere delay has not. */
async function spoil(fault: Fault<HttpMatch>, response: ServerResponse): Promise<boolean> {
  if (fault.delayMs) await delay(fault.delayMs);
  if (fault.drop) {
    response.destroy();
    return true;
  }
  if (!fault.respond) return false;
  const { status, retryAfterMs, body } = fault.respond;
  const headers: Record<string, string> =
    retryAfterMs === undefined
      ? {}
      : { "retry-after-ms": String(retryAfterMs), "retry-after": String(Math.ceil(retryAfterMs / 1000)) };
  const answer = { status, headers, body: { error: { code: "InjectedFault", message: "A fault was asked for." } } };
  send(response, answer, body);
  return true;
}

function send(response: ServerResponse, answer: Answer, text?: string): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(answer.status, { "content-type": "application/json; charset=utf-8", ...answer.headers });
  response.end(text ?? (answer.body === undefined ? undefined : JSON.stringify(answer.body)));
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
