import type { IncomingMessage } from "node:http";
import type { HttpRequestData } from "../app/core-types";
import type { RequestTarget } from "./request-target";
import type { Params } from "./route-table";

/** A request as Azure's host hands it to its Node worker. */
export function httpRequestData(
  request: IncomingMessage,
  target: RequestTarget,
  params: Params,
  body: Buffer | undefined,
): HttpRequestData {
  const headers = joinedHeaders(request.rawHeaders);
  return {
    method: request.method ?? "GET",
    url: `http://${headers["host"] ?? "localhost"}${target.path}${target.search}`,
    headers,
    params,
    ...(target.search.length > 1 && { query: joinedQuery(target.search) }),
    ...(body && { body: { bytes: body } }),
  };
}

/** Lower-case names; what is repeated is joined with a comma, as .NET's StringValues are. */
export function joinedHeaders(rawHeaders: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = Object.create(null);
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const value = rawHeaders[index + 1] as string;
    const name = (rawHeaders[index] as string).toLowerCase();
    const earlier = headers[name];
    headers[name] = earlier === undefined ? value : `${earlier},${value}`;
  }
  return headers;
}

function joinedQuery(search: string): Record<string, string> {
  const query: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(search)) {
    const earlier = query[name];
    query[name] = earlier === undefined ? value : `${earlier},${value}`;
  }
  return query;
}
