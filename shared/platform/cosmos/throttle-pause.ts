import { setTimeout as delay } from "node:timers/promises";
import type { Plugin } from "@azure/cosmos";

/** No pause is longer, however much longer the database asks for. */
const longestPauseMs = 5_000;

interface Throttled {
  readonly code?: unknown;
  readonly retryAfterInMs?: number;
}

/**
 * Has all requests of a client wait while the database asks one of them to: who is throttled slows the others down too,
 * instead of having each find out by itself. A consumer with sixteen messages in its hands so goes as fast as
 * headquarters can bear, and the rest waits in the queue.
 */
export function throttlePause(): Plugin<unknown> {
  let pausedUntil = 0;
  return async (context, _, next) => {
    const pauseMs = pausedUntil - Date.now();
    if (pauseMs > 0) await delay(pauseMs);
    try {
      return await next(context);
    } catch (error) {
      const { code, retryAfterInMs = 0 } = error as Throttled;
      if (code === 429) pausedUntil = Math.max(pausedUntil, Date.now() + Math.min(retryAfterInMs, longestPauseMs));
      throw error;
    }
  };
}
