/** How long and how often a transient failure is tried again (S5). */
export interface RetryPolicy {
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  /** After this the operation fails for good, until somebody synchronizes it again. */
  readonly giveUpAfterMs: number;
}

/** The delay before the next attempt: doubled each time, never shorter than what the dependency asked for. */
export function retryDelayMs(policy: RetryPolicy, attempts: number, askedForMs = 0): number {
  const doubled = policy.firstDelayMs * 2 ** Math.max(0, attempts - 1);
  return Math.max(askedForMs, Math.min(doubled, policy.longestDelayMs));
}
