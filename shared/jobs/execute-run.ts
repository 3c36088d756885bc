import { isFailure } from "../failure";
import type { Log } from "../log";
import type { JobRun } from "./job";
import type { JobStore } from "./job-store";
import type { RunMessage, RunQueue } from "./request-run";
import type { RunJob } from "./run-job";

export interface ExecuteRunPorts {
  readonly runJob: RunJob;
  readonly store: JobStore;
  readonly queue: RunQueue;
  readonly log: Log;
  now(): Date;
}

/** How long a run waits for headquarters, which records it. */
const headquartersRetryMs = 5_000;

/**
 * Does a run that an administrator asked for (J2), once, however often its message is delivered. A run that finds
 * another under way is recorded as failed. Rejects with `queue-unavailable` when a delivery could not be put off.
 */
export type ExecuteRun = (message: RunMessage) => Promise<void>;

export function executeRun({ runJob, store, queue, log, now }: ExecuteRunPorts): ExecuteRun {
  return async (message) => {
    try {
      await execute(message);
    } catch (error) {
      if (!isFailure(error, "headquarters-unavailable")) throw error;
      log.warn("job.headquarters-unavailable", { ...message });
      await queue.schedule(message, new Date(now().getTime() + headquartersRetryMs));
    }
  };

  async function execute(message: RunMessage): Promise<void> {
    const { jobId, runId } = message;
    const asked = await store.findRun(jobId, runId);
    // A crash after the run's end and before its message was settled delivers the message again.
    if (asked?.endedAt) return;
    const attempt = await runJob({ ...message, trigger: "admin" });
    if (attempt.outcome === "ended") return;
    if (attempt.runId !== runId) return refuse(message, asked, attempt.runId);
    // The lease is this very run's: the host crashed in it, or still works on it and lost the message's lock. When the
    // lease has run out, the run is started again; if it came to its end by then, nothing is left to do.
    log.warn("job.delivered-again", { ...message });
    await queue.schedule(message, attempt.until);
  }

  async function refuse(
    { jobId, mode, runId, actor }: RunMessage,
    asked: JobRun | undefined,
    holder: string,
  ): Promise<void> {
    const endedAt = now().toISOString();
    await store.putRun({
      runId,
      jobId,
      mode,
      trigger: "admin",
      actor,
      state: "failed",
      startedAt: asked?.startedAt ?? endedAt,
      endedAt,
      groups: [],
      error: `Run ${holder} is under way.`,
    });
  }
}
