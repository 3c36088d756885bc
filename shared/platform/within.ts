/** Rejects with a `TimeoutError` when `work` takes longer, whether it listens to its signal or not. */
export function within<Answer>(limitMs: number, work: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
  const signal = AbortSignal.timeout(limitMs);
  const late = new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  return Promise.race([work(signal), late]);
}
