import { Failure, isFailure } from "../failure";
import type { Log } from "../log";
import type { GroupCount, JobId, JobMode, JobRun, Jobs } from "./job";
import type { HeldLease, JobStore, Lease } from "./job-store";

export interface RunJobPorts {
  readonly jobs: Jobs;
  readonly store: JobStore;
  readonly log: Log;
  /** How long a crashed run holds up its job. A living run renews its lease with every step. */
  readonly leaseMs: number;
  now(): Date;
  newId(): string;
}

export interface RunRequest {
  readonly jobId: JobId;
  readonly mode: JobMode;
  readonly trigger: JobRun["trigger"];
  /** The id of a run that was recorded as queued; a new one without it. */
  readonly runId?: string | undefined;
}

/**
 * Runs a job under its lease and records the run (J3): a job never overlaps itself, a run that failed leaves the
 * checkpoint at its last finished step. Answers the recorded run, or who holds the job: then nothing is recorded.
 * Rejects with `headquarters-unavailable` when nothing can be recorded.
 */
export type RunJob = (request: RunRequest) => Promise<{ readonly outcome: "ended"; readonly run: JobRun } | HeldLease>;

export function runJob({ jobs, store, log, leaseMs, now, newId }: RunJobPorts): RunJob {
  const leaseEnd = () => new Date(now().getTime() + leaseMs);

  return async ({ jobId, mode, trigger, runId = newId() }) => {
    const run: JobRun = {
      runId,
      jobId,
      mode,
      trigger,
      state: "running",
      startedAt: now().toISOString(),
      endedAt: null,
      groups: [],
      error: null,
    };
    const attempt = await store.acquire(run, leaseEnd(), now());
    if (attempt.outcome === "acquired") return { outcome: "ended", run: await work(run, attempt.lease) };
    log.info("job.already-running", { jobId, runId, holder: attempt.runId });
    return attempt;
  };

  async function work(run: JobRun, acquired: Lease): Promise<JobRun> {
    let lease = acquired;
    const context = {
      mode: run.mode,
      checkpoint: run.mode === "full" ? undefined : acquired.checkpoint,
      step: async (checkpoint?: string) => {
        lease = await store.renew({ ...lease, checkpoint: checkpoint ?? lease.checkpoint }, leaseEnd());
      },
    };
    try {
      const groups = await jobs[run.jobId](context);
      return await end(run, lease, { state: "succeeded", groups: [...groups], error: null });
    } catch (error) {
      const message = isFailure(error) ? error.message : "The run failed unexpectedly; the log names its id.";
      log.error("job.failed", { jobId: run.jobId, runId: run.runId, cause: describe(error) });
      return end(run, lease, { state: "failed", groups: [], error: message });
    }
  }

  async function end(run: JobRun, lease: Lease, how: Pick<JobRun, "state" | "error"> & { groups: GroupCount[] }) {
    const ended: JobRun = { ...run, ...how, endedAt: now().toISOString() };
    await store.release(lease, ended);
    log.info("job.ended", { jobId: run.jobId, runId: run.runId, state: ended.state });
    return ended;
  }
}

const describe = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/** Refuses with `job-running`, naming the run under way. */
export function jobRunning(jobId: JobId, runId: string): Failure {
  return new Failure("job-running", `Job ${jobId} is running.`, {
    location: `/api/v1/headquarters/jobs/${jobId}/runs/${runId}`,
  });
}
