import { type Failure, isFailure } from "../../failure";
import type { StoredChannelCustomer } from "../channel-customers";
import type { Operation } from "./operation";
import { type RetryPolicy, retryDelayMs } from "./retry-policy";

/** Whether trying again may help (S5). */
export const isTransient = (failure: Failure) =>
  isFailure(
    failure,
    "headquarters-unavailable",
    "channel-database-unavailable",
    "queue-unavailable",
    "dependency-unavailable",
    "precondition-failed",
  );

/** An operation after an attempt that failed: due again later, or failed for good, with the reason in words (S5). */
export function afterFailedAttempt<Tried extends Operation>(
  operation: Tried,
  failure: Failure,
  policy: RetryPolicy,
  now: Date,
): Tried {
  const attempts = operation.attempts + 1;
  const tried = { ...operation, attempts, lastError: failure.message };
  // Whoever synchronizes it again gives it all the time again.
  const age = now.getTime() - Date.parse(operation.interventions?.at(-1)?.at ?? operation.createdAt);
  if (!isTransient(failure) || age > policy.giveUpAfterMs) return { ...tried, state: "failed" };
  const delayMs = retryDelayMs(policy, attempts, failure.details.retryAfterMs);
  return { ...tried, state: "sent", dueAt: new Date(now.getTime() + delayMs).toISOString() };
}

/**
 * The copy of a customer whose operation was tried in vain: headquarters has heard of it (S6). A copy that job 1010 has
 * brought stays as it is: the customer has its number, and only the operation does not know it yet.
 */
export function afterFailedCreate(
  copy: StoredChannelCustomer,
  { state }: Pick<Operation, "state">,
  now: Date,
): StoredChannelCustomer {
  if (copy.revision > 0) return copy;
  return {
    ...copy,
    syncState: state === "failed" ? "failed" : "pendingAccount",
    syncTimeline: { ...copy.syncTimeline, uploaded: copy.syncTimeline.uploaded ?? now.toISOString() },
  };
}

/** The copy of a customer whose failed creation waits for headquarters once more (S6). */
export function afterResumedCreate(copy: StoredChannelCustomer): StoredChannelCustomer {
  if (copy.syncState !== "failed") return copy;
  return { ...copy, syncState: copy.syncTimeline.uploaded === null ? "pendingUpload" : "pendingAccount" };
}
