import { z } from "zod";

/** The distribution jobs (chapter 8): P-0001 uploads, the others download. */
export const jobNames = {
  "P-0001": "P-job (upload)",
  "1010": "Customers",
  "1040": "Products",
  "1060": "Staff",
  "1070": "Channel configuration",
  "1090": "Registers",
  "1110": "Global configuration",
  "1150": "Catalog",
} as const;

export type JobId = keyof typeof jobNames;
export const jobId = z.enum(Object.keys(jobNames) as [JobId, ...JobId[]]);

/** `delta`: what changed since the last successful run; `full`: everything (J2). */
export const jobMode = z.enum(["delta", "full"]);
export type JobMode = z.infer<typeof jobMode>;

/** What a run did in one channel database group. */
export const groupCount = z.object({
  channelDatabaseGroupId: z.string(),
  rowsRead: z.number(),
  rowsWritten: z.number(),
});
export type GroupCount = z.infer<typeof groupCount>;

/** One recorded run of a job (J3). Times are UTC ISO 8601. */
export const jobRun = z.object({
  runId: z.string(),
  jobId,
  mode: jobMode,
  trigger: z.enum(["timer", "admin"]),
  /** Who asked for it: `administrator:{oid}`, or `system` for a timer. */
  actor: z.string(),
  state: z.enum(["queued", "running", "succeeded", "failed"]),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  groups: z.array(groupCount),
  error: z.string().nullable(),
});
export type JobRun = z.infer<typeof jobRun>;

export interface StoredRun extends JobRun {
  /** Changes with every write of the run. */
  readonly etag: string;
}

export interface JobContext {
  readonly mode: JobMode;
  /** What the last finished step kept, of whichever run; undefined at the very first. */
  readonly checkpoint: string | undefined;
  /** Adds to what the run has done in a channel database group. */
  count(channelDatabaseGroupId: string, rowsRead: number, rowsWritten: number): void;
  /**
   * Keeps the job's lease, the run's counts so far, and the checkpoint of a finished step; rejects with `job-running`
   * when the lease is lost.
   */
  step(checkpoint?: string): Promise<void>;
}

/** Does the work of one run; safe to repeat, and safe at any overlap. */
export type Job = (context: JobContext) => Promise<void>;
export type Jobs = Readonly<Record<JobId, Job>>;
