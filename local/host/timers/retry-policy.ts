import { setTimeout as wait } from "node:timers/promises";
import type { RetryContext, RetryOptions } from "../app/core-types";

/** Runs until it succeeds or the policy gives up; then rejects with the last error. A count of -1 never gives up. */
export async function withRetries<Result>(
  policy: RetryOptions | undefined,
  run: (retryContext: RetryContext | undefined) => Promise<Result>,
): Promise<Result> {
  if (!policy) return run(undefined);
  const maxRetryCount = policy.maxRetryCount;
  let exception: RetryContext["exception"];
  for (let retryCount = 0; ; retryCount += 1) {
    try {
      return await run({ retryCount, maxRetryCount, ...(exception && { exception }) });
    } catch (error) {
      if (maxRetryCount >= 0 && retryCount >= maxRetryCount) throw error;
      exception = { message: String(error) };
      await wait(delayMs(policy, retryCount));
    }
  }
}

function delayMs(policy: RetryOptions, retryCount: number): number {
  if (policy.retryStrategy === "fixedDelay") return (policy.delayInterval?.seconds ?? 0) * 1000;
  const least = policy.minimumInterval?.seconds ?? 0;
  const most = policy.maximumInterval?.seconds ?? least;
  return Math.min(least * 2 ** retryCount, most) * 1000;
}
