import type { JobId, JobRun, StoredRun } from "./job";

export interface Lease {
  readonly jobId: JobId;
  readonly runId: string;
  readonly checkpoint: string | undefined;
  /** Changes with every renewal; whoever holds an older one has lost the lease. */
  readonly etag: string;
}

export interface HeldLease {
  readonly outcome: "heldBy";
  readonly runId: string;
  /** When the lease runs out, unless its run renews it. */
  readonly until: Date;
}

export type LeaseAttempt = { readonly outcome: "acquired"; readonly lease: Lease } | HeldLease;

/** The jobs' leases, checkpoints and recorded runs. Every method rejects with `headquarters-unavailable`. */
export interface JobStore {
  /**
   * Takes a job's lease until `until` and records its run as running. A lease that ran out is taken over, and
   * another run that held it is recorded as failed (J3).
   */
  acquire(run: JobRun, until: Date, now: Date): Promise<LeaseAttempt>;
  /** Keeps the lease until `until`, and what its run has done so far. Rejects with `job-running` when it was taken over. */
  renew(lease: Lease, run: JobRun, until: Date): Promise<Lease>;
  /** Gives the lease back with the checkpoint it holds, and records how the run ended. */
  release(lease: Lease, run: JobRun): Promise<void>;
  /** Which run holds the job's lease at this moment. */
  runningRun(jobId: JobId, now: Date): Promise<string | undefined>;
  putRun(run: JobRun): Promise<void>;
  findRun(jobId: JobId, runId: string): Promise<StoredRun | undefined>;
  /** Newest first. */
  listRuns(jobId: JobId, top: number, continuation?: string): Promise<RunPage>;
}

export interface RunPage {
  readonly runs: readonly JobRun[];
  readonly continuation: string | undefined;
}
