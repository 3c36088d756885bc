import { isFailure } from "../failure";

/** The time of this run is over; the task goes on in another. */
export class TimeSliceOver extends Error {}

/** Another run has the task's lease. */
export class TaskTakenOver extends Error {}

/** So often a task is begun again without a finished step in between, when nobody knows why it stops. */
export const mostAttempts = 10;

const firstRetryMs = 1_000;
const longestRetryMs = 5 * 60_000;

/** The wait before a task is tried again: doubled each time, never shorter than what a dependency asked for. */
export function taskRetryMs(attempts: number, error: unknown): number {
  const askedForMs = isFailure(error) ? (error.details.retryAfterMs ?? 0) : 0;
  return Math.max(askedForMs, Math.min(firstRetryMs * 2 ** Math.max(0, attempts - 1), longestRetryMs));
}

/** Whether what failed passes by itself, or when an administrator extends the number sequence. */
export const passes = (error: unknown) =>
  isFailure(
    error,
    "number-sequence-exhausted",
    "headquarters-unavailable",
    "channel-database-unavailable",
    "queue-unavailable",
    "dependency-unavailable",
  );

/** What a task says of the error that stopped it; the log has the rest. */
export const shownError = (error: unknown) =>
  isFailure(error) ? error.message : "The task stopped unexpectedly; the log names its id.";
