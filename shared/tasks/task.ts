import { z } from "zod";

/** What may stand in a task: it is kept as JSON. */
export const json = z.json();
export type Json = z.infer<typeof json>;

/**
 * Work that outlives a request: an import, a merge, an erasure. Times are UTC ISO 8601. Its input and its checkpoints
 * hold ids and figures; personal data only where the kind takes it away again.
 */
export const task = z.object({
  taskId: z.string(),
  kind: z.string(),
  input: json,
  /** Where the last finished step ended; null before the first. */
  checkpoint: json.nullable(),
  state: z.enum(["queued", "running", "succeeded", "failed"]),
  /** Runs begun since the last finished step. */
  attempts: z.number(),
  /** Why the last run did not come to its end. */
  error: z.string().nullable(),
  result: json.nullable(),
  /** Who asked for it. */
  actor: z.string(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  /** While it runs, the end of its lease; else when it is signalled again if nobody has begun it by then. */
  dueAt: z.string(),
});
export type Task = z.infer<typeof task>;

export interface StoredTask extends Task {
  /** Changes with every write; whoever holds an older one has lost the lease. */
  readonly etag: string;
}

/** What a finished step leaves behind to be read, beside its checkpoint: the results of some rows, say. */
export interface TaskRecord {
  /** Unique in its task. */
  readonly recordId: string;
  readonly content: Readonly<Record<string, unknown>>;
}

export interface TaskRun {
  readonly taskId: string;
  readonly input: Json;
  readonly checkpoint: Json | null;
  readonly actor: string;
  step(checkpoint: Json, record?: TaskRecord): Promise<void>;
}

/** Does one run of a task, from its checkpoint on. */
export type RunKind = (run: TaskRun) => Promise<Json>;
export type TaskKinds = Readonly<Record<string, RunKind>>;
