import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { HttpResponseData } from "../app/core-types";
import { setCookieHeader } from "./set-cookie";

const hopByHop = new Set(["connection", "keep-alive", "transfer-encoding", "upgrade", "te", "trailer"]);

/** Writes what a function answered; no answer is 204, as on Azure. */
export function writeResponse(response: ServerResponse, method: string, data: HttpResponseData | undefined): void {
  if (response.destroyed) return;
  if (!data) {
    writeEmpty(response, 204);
    return;
  }
  const status = Number(data.statusCode);
  const headers: OutgoingHttpHeaders = {};
  for (const name in data.headers) if (!hopByHop.has(name)) headers[name] = data.headers[name];
  if (data.cookies.length > 0) headers["set-cookie"] = data.cookies.map(setCookieHeader);
  const body = data.body?.bytes ?? data.body?.string ?? "";
  const bodiless = status === 204 || status === 304;
  if (bodiless) delete headers["content-length"];
  else headers["content-length"] = Buffer.byteLength(body);
  response.writeHead(status, headers);
  if (bodiless || method === "HEAD" || body.length === 0) response.end();
  else response.end(body);
}

export function writeEmpty(response: ServerResponse, status: number, headers: OutgoingHttpHeaders = {}): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, status === 204 ? headers : { "content-length": 0, ...headers });
  response.end();
}
