import { readFileSync } from "node:fs";
import { request } from "node:https";

/**
 * `fetch` for https that trusts this authority, and only it: Node reads NODE_EXTRA_CA_CERTS when it starts, before a
 * test can make a certificate.
 */
export function trustingFetch(caFile: string): (url: string | URL, init?: RequestInit) => Promise<Response> {
  const ca = readFileSync(caFile, "utf8");
  return (url, init = {}) =>
    new Promise((resolve, reject) => {
      const headers = Object.fromEntries(new Headers(init.headers));
      const sent = request(url, { ca, method: init.method ?? "GET", headers }, (received) => {
        const chunks: Buffer[] = [];
        received.on("data", (chunk: Buffer) => chunks.push(chunk));
        received.on("error", reject);
        received.on("end", () => {
          const status = received.statusCode ?? 500;
          const body = status === 204 ? null : Buffer.concat(chunks);
          resolve(new Response(body, { status, headers: received.headers as Record<string, string> }));
        });
      });
      sent.on("error", reject);
      sent.end(init.body === undefined || init.body === null ? undefined : String(init.body));
    });
}
