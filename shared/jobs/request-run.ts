import { z } from "zod";
import { isFailure } from "../failure";
import type { AdministratorActions } from "../headquarters";
import { type JobId, type JobMode, type JobRun, jobId, jobMode } from "./job";
import type { JobStore } from "./job-store";
import { jobRunning } from "./run-job";

/** The message that starts a run that an administrator asked for. */
export const runMessage = z.object({ jobId, mode: jobMode, runId: z.string(), actor: z.string() });
export type RunMessage = z.infer<typeof runMessage>;

export interface RunQueue {
  /** Rejects with `queue-unavailable`. */
  send(message: RunMessage): Promise<void>;
  /** Sends so that it arrives at this time. Rejects with `queue-unavailable`. */
  schedule(message: RunMessage, at: Date): Promise<void>;
}

export interface RequestRunPorts {
  readonly store: JobStore;
  readonly queue: RunQueue;
  readonly administratorActions: Pick<AdministratorActions, "note">;
  now(): Date;
  newId(): string;
}

/**
 * Queues a run by hand (J2); it starts from the queue, since nothing may work on after the answer. Rejects with
 * `job-running`, naming the run under way, and with `queue-unavailable`; then the run is recorded as failed. A crash
 * before the message is sent leaves one that stays `queued`. It is in the audit trail first.
 */
export type RequestRun = (id: JobId, mode: JobMode, actor: string) => Promise<JobRun>;

export function requestRun({ store, queue, administratorActions, now, newId }: RequestRunPorts): RequestRun {
  return async (id, mode, actor) => {
    const running = await store.runningRun(id, now());
    if (running) throw jobRunning(id, running);
    const run: JobRun = {
      runId: newId(),
      jobId: id,
      mode,
      trigger: "admin",
      actor,
      state: "queued",
      startedAt: now().toISOString(),
      endedAt: null,
      groups: [],
      error: null,
    };
    const at = run.startedAt;
    await administratorActions.note({ at, actor, action: "runRequested", target: run.runId, jobId: id, fields: [] });
    await store.putRun(run);
    try {
      await queue.send({ jobId: id, mode, runId: run.runId, actor });
    } catch (error) {
      if (!isFailure(error, "queue-unavailable")) throw error;
      await store.putRun({ ...run, state: "failed", endedAt: now().toISOString(), error: "The queue was away." });
      throw error;
    }
    return run;
  };
}
