import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** Whether a request carries the master key, in `x-functions-key` or as `?code=`. Without a key nobody does. */
export type HasHostKey = (request: IncomingMessage, search: string) => boolean;

export function hostKeyCheck(masterKey: string | undefined): HasHostKey {
  if (!masterKey) return () => false;
  const expected = digest(masterKey);
  return (request, search) => {
    const header = request.headers["x-functions-key"];
    const given = typeof header === "string" ? header : new URLSearchParams(search).get("code");
    return given !== null && timingSafeEqual(digest(given), expected);
  };
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
