/**
 * Calls headquarters within a deadline. Rejects with `headquarters-unavailable` when the call does not answer in
 * time, or at once while headquarters is known to be away (the circuit is open). Other failures pass through. Calls that
 * belong together share one deadline: it counts from `begun`, a reading of `performance.now()`, else from this call.
 */
export type RealTimeService = <Answer>(
  call: (signal: AbortSignal) => Promise<Answer>,
  begun?: number,
) => Promise<Answer>;
