import { randomUUID } from "node:crypto";

const pattern = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The caller's trace (the host adds no span of its own), or a new one when the caller has none. */
export function traceParentFrom(incoming: string | undefined): string {
  if (incoming !== undefined && pattern.test(incoming)) return incoming;
  const trace = randomUUID().replaceAll("-", "");
  return `00-${trace}-${randomUUID().replaceAll("-", "").slice(0, 16)}-01`;
}
