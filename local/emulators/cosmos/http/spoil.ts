import { setTimeout as sleep } from "node:timers/promises";
import type { Fault, HttpMatch } from "../../control";
import { type Reply, refusal } from "./reply";

/** What is left to do with a request after a fault: nothing (`undefined`), hang up, or answer this. */
export type Spoiled = "drop" | Reply | undefined;

/** Plays a fault: waits, then says what to answer. A long wait is a service that hangs; `signal` ends it. */
export async function spoil(fault: Fault<HttpMatch>, signal: AbortSignal): Promise<Spoiled> {
  if (fault.delayMs) await sleep(fault.delayMs, undefined, { signal }).catch(() => undefined);
  if (fault.drop || signal.aborted) return "drop";
  return fault.respond && refusalOf(fault.respond);
}

const tooManyRequests = 3200;

function refusalOf({ status, retryAfterMs }: NonNullable<Fault<HttpMatch>["respond"]>): Reply {
  const retry = retryAfterMs === undefined ? {} : { "x-ms-retry-after-ms": String(retryAfterMs) };
  const throttled = status === 429 ? { "x-ms-retry-after-ms": "5", "x-ms-substatus": String(tooManyRequests) } : {};
  return { ...refusal(status, "This answer was asked for by a fault.", { ...throttled, ...retry }), charge: 0 };
}
