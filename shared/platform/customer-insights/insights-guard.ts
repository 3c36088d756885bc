import {
  BulkheadRejectedError,
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  isBrokenCircuitError,
  wrap,
} from "cockatiel";
import { Failure, isFailure } from "../../failure";
import { faultName, type Log } from "../../log";

export interface GuardSettings {
  /** How many requests may be under way at once; others wait for one of as many places, then are refused. */
  readonly concurrency: number;
  /** After so many failures in a row Customer Insights is left alone for `pauseMs`, then tried with one call. */
  readonly failures: number;
  readonly pauseMs: number;
}

/** Runs a call, and logs its failure; or rejects with `dependency-unavailable` without calling. */
export type InsightsGuard = <Answer>(call: () => Promise<Answer>) => Promise<Answer>;

/** How long a `Retry-After` is believed. */
const longestPauseMs = 60_000;

/** Keeps a slow or failing Customer Insights from tying up this instance, and this instance from pressing it. */
export function insightsGuard({ concurrency, failures, pauseMs }: GuardSettings, log: Log): InsightsGuard {
  const unavailable = handleWhen((error) => isFailure(error, "dependency-unavailable"));
  const breaker = circuitBreaker(unavailable, { halfOpenAfter: pauseMs, breaker: new ConsecutiveBreaker(failures) });
  const guarded = wrap(breaker, bulkhead(concurrency, concurrency));
  breaker.onBreak(() => log.warn("customer-insights.left-alone", { pauseMs }));
  breaker.onReset(() => log.info("customer-insights.back"));
  let throttledUntil = 0;

  async function attempt<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    try {
      return await call();
    } catch (error) {
      log.warn("customer-insights.unavailable", {
        reason: error instanceof Failure ? error.message : faultName(error),
      });
      const { retryAfterMs = 0 } = error instanceof Failure ? error.details : {};
      throttledUntil = Math.max(throttledUntil, performance.now() + Math.min(retryAfterMs, longestPauseMs));
      throw error;
    }
  }

  return async (call) => {
    if (performance.now() < throttledUntil) throw leftAlone();
    try {
      return await guarded.execute(() => attempt(call));
    } catch (error) {
      if (isBrokenCircuitError(error) || error instanceof BulkheadRejectedError) throw leftAlone(error);
      throw error;
    }
  };
}

const leftAlone = (cause?: unknown) =>
  new Failure("dependency-unavailable", "Customer Insights is left alone.", { cause });
