import { Failure, isFailure } from "../failure";
import { faultName, type Log, stackFrames } from "../log";
import { groupCounts } from "./group-counts";
import type { JobContext, JobId, JobMode, JobRun, Jobs } from "./job";
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
  readonly actor: string;
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

  return async ({ jobId, mode, trigger, actor, runId = newId() }) => {
    const run: JobRun = {
      runId,
      jobId,
      mode,
      trigger,
      actor,
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
    const counts = groupCounts();
    const context: JobContext = {
      mode: run.mode,
      checkpoint: acquired.checkpoint,
      count: counts.add,
      step: async (checkpoint = lease.checkpoint) => {
        lease = await store.renew({ ...lease, checkpoint }, { ...run, groups: counts.all() }, leaseEnd());
      },
    };
    const error = await jobs[run.jobId](context).then(
      () => null,
      (fault: unknown) => failed(run, fault),
    );
    const state = error === null ? "succeeded" : "failed";
    const ended: JobRun = { ...run, state, groups: counts.all(), error, endedAt: now().toISOString() };
    await store.release(lease, ended);
    log.info("job.ended", { jobId: run.jobId, runId: run.runId, state });
    return ended;
  }

  /** Answers what the record of the run says. */
  function failed({ jobId, runId }: JobRun, fault: unknown): string {
    if (isFailure(fault)) {
      log.warn("job.failed", { jobId, runId, kind: fault.kind, cause: faultName(fault.details.cause) });
      return fault.message;
    }
    log.error("job.failed", { jobId, runId, error: faultName(fault), at: stackFrames(fault) });
    return "The run failed unexpectedly; the log names its id.";
  }
}

/** Refuses with `job-running`, naming the run under way. */
export function jobRunning(jobId: JobId, runId: string): Failure {
  return new Failure("job-running", `Job ${jobId} is running.`, {
    location: `/api/v1/headquarters/jobs/${jobId}/runs/${runId}`,
  });
}
