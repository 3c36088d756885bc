import type { IncomingMessage } from "node:http";

export interface EmulatorRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

export interface Route {
  readonly method: string;
  /** Matched against the whole path; its groups are handed on, decoded. */
  readonly path: RegExp;
  /** The short name under which requests are counted. */
  readonly operation: string;
  answer(request: EmulatorRequest, ...parameters: string[]): Answer | Promise<Answer>;
}

export interface RouteMatch {
  readonly operation: string;
  answer(): Answer | Promise<Answer>;
}

export function matchRoute(routes: readonly Route[], request: EmulatorRequest): RouteMatch | undefined {
  for (const route of routes) {
    const groups = route.method === request.method ? route.path.exec(request.path) : null;
    if (groups) {
      const parameters = groups.slice(1).map((group) => decoded(group ?? ""));
      return { operation: route.operation, answer: () => route.answer(request, ...parameters) };
    }
  }
  return undefined;
}

/** A segment that is no proper encoding names nothing that exists: it is looked up as it stands. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export function notSupported(name: string, { method, path }: EmulatorRequest): Answer {
  const message = `${method} ${path} is not supported by the local ${name}.`;
  return { status: 501, body: { error: { code: "NotImplemented", message } } };
}

export async function readRequest(request: IncomingMessage): Promise<EmulatorRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(`http://localhost${request.url ?? "/"}`);
  return {
    method: request.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    text: Buffer.concat(chunks).toString("utf8"),
  };
}

/** The parsed body; `undefined` when it is no JSON. */
export function jsonBody(request: EmulatorRequest): unknown {
  try {
    return JSON.parse(request.text);
  } catch {
    return undefined;
  }
}
