import { setTimeout as sleep } from "node:timers/promises";
import type { Fault, FaultList, HttpMatch } from "../../control";
import { type Reply, refusal } from "./reply";

/** What is left to do with a request after a fault: nothing (`undefined`), hang up, or answer this. */
export type Spoiled = "drop" | Reply | undefined;

/** Plays a fault: holds and waits, then says what to answer. A long wait is a service that hangs; `signal` ends it. */
export async function spoil(
  fault: Fault<HttpMatch>,
  faults: FaultList<HttpMatch>,
  signal: AbortSignal,
): Promise<Spoiled> {
  if (fault.hold) await faults.hold();
  if (fault.delayMs) await sleep(fault.delayMs, undefined, { signal }).catch(() => undefined);
  if (fault.drop || signal.aborted) return "drop";
  return fault.respond && refusalOf(fault.respond);
}

const tooManyRequests = 3200;

function refusalOf({ status, retryAfterMs }: NonNullable<Fault<HttpMatch>["respond"]>): Reply {
  const message = "This answer was asked for by a fault.";
  if (status === 429) return throttled(message, retryAfterMs ?? 5);
  const retry = retryAfterMs === undefined ? {} : { "x-ms-retry-after-ms": String(retryAfterMs) };
  return { ...refusal(status, message, retry), charge: 0 };
}

/** 429, as the service answers when the request units of a second are used up. */
export function throttled(message: string, retryAfterMs: number): Reply {
  const headers = { "x-ms-retry-after-ms": String(retryAfterMs), "x-ms-substatus": String(tooManyRequests) };
  return { ...refusal(429, message, headers), charge: 0 };
}
