import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { failures } from "../failure";

export interface GatewayRequest {
  readonly method: string;
  /** As it was sent, without the leading slash: `dbs/headquarters/colls/customers/docs`. */
  readonly path: string;
  /** The parts of the path, decoded. */
  readonly segments: readonly string[];
  readonly headers: IncomingHttpHeaders;
  /** Parsed; `undefined` when there was none. */
  readonly body: unknown;
}

export async function readGatewayRequest(request: IncomingMessage): Promise<GatewayRequest> {
  const [path = ""] = (request.url ?? "/").slice(1).split("?", 1);
  const text = await readText(request);
  return {
    method: request.method ?? "GET",
    path,
    segments: path.split("/").filter(Boolean).map(decodeURIComponent),
    headers: request.headers,
    body: text === "" ? undefined : parse(text),
  };
}

export function header(request: GatewayRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

export function isTrue(request: GatewayRequest, name: string): boolean {
  return header(request, name)?.toLowerCase() === "true";
}

function readText(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => resolve(chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString("utf8")));
    request.on("error", reject);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw failures.badRequest("The request body is no JSON.");
  }
}
