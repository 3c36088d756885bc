import { isFailure } from "../failure";
import type { Log } from "../log";
import type { JobStore } from "./job-store";
import type { RunMessage, RunQueue } from "./request-run";

export interface FailDeadLetteredRunPorts {
  readonly store: JobStore;
  readonly queue: RunQueue;
  readonly log: Log;
  now(): Date;
}

/** How long a message waits for headquarters, which records its run. */
const headquartersRetryMs = 5_000;

/**
 * Ends a run whose message was dead-lettered: it is recorded as failed, with the reason, and queued no more (J3). While
 * headquarters is away the message goes back to its queue. Rejects with `queue-unavailable`.
 */
export type FailDeadLetteredRun = (message: RunMessage, letter: { readonly reason: string | null }) => Promise<void>;

export function failDeadLetteredRun({ store, queue, log, now }: FailDeadLetteredRunPorts): FailDeadLetteredRun {
  return async (message, { reason }) => {
    try {
      await fail(message, reason);
    } catch (error) {
      if (!isFailure(error, "headquarters-unavailable")) throw error;
      await queue.schedule(message, new Date(now().getTime() + headquartersRetryMs));
    }
  };

  async function fail({ jobId, mode, runId, actor }: RunMessage, reason: string | null): Promise<void> {
    const asked = await store.findRun(jobId, runId);
    if (asked?.endedAt) return;
    const endedAt = now().toISOString();
    const { startedAt = endedAt, groups = [] } = asked ?? {};
    const run = { runId, jobId, mode, trigger: "admin" as const, actor, startedAt, groups };
    await store.putRun({ ...run, state: "failed", endedAt, error: inWords(reason) });
    log.error("job.dead-lettered", { jobId, runId });
  }
}

const inWords = (reason: string | null) =>
  reason === "MaxDeliveryCountExceeded"
    ? "The run broke off unexpectedly, time after time. Run the job again."
    : "The run's message was taken off the queue by hand. Run the job again.";
