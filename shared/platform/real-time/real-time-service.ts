import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen, isBrokenCircuitError } from "cockatiel";
import type { RealTimeService } from "../../customers";
import { Failure, isFailure } from "../../failure";

export interface RealTimeSettings {
  readonly deadlineMs: number;
  /** After so many failed calls in a row headquarters is left alone for `pauseMs`, then tried with one call. */
  readonly failures: number;
  readonly pauseMs: number;
}

/** The deadline and the circuit breaker around calls to headquarters that somebody at a till waits for. */
export function realTimeService({ deadlineMs, failures, pauseMs }: RealTimeSettings): RealTimeService {
  const unavailable = handleWhen((error) => isFailure(error, "headquarters-unavailable"));
  const breaker = circuitBreaker(unavailable, { halfOpenAfter: pauseMs, breaker: new ConsecutiveBreaker(failures) });

  return async (call, begun = performance.now()) => {
    try {
      return await breaker.execute(() => withinDeadline(call, deadlineMs - (performance.now() - begun)));
    } catch (error) {
      if (!isBrokenCircuitError(error)) throw error;
      const state = breaker.state === CircuitState.HalfOpen ? "is being tried" : "is away";
      throw new Failure("headquarters-unavailable", `Headquarters ${state}.`, { cause: error, retryAfterMs: pauseMs });
    }
  };
}

/** The deadline holds even if the call does not listen to its signal. */
async function withinDeadline<Answer>(call: (signal: AbortSignal) => Promise<Answer>, leftMs: number): Promise<Answer> {
  const deadline = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      // First, or a call that rejects when it is told to stop would answer for headquarters.
      reject(new Failure("headquarters-unavailable", "Headquarters did not answer in time."));
      deadline.abort();
    }, leftMs);
  });
  try {
    return await Promise.race([call(deadline.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
