import type { z } from "zod";
import type { Json, RunKind, TaskRecord } from "./task";

export interface TaskContext<Input, Checkpoint> {
  readonly taskId: string;
  readonly input: Input;
  /** Where the last finished step ended; undefined before the first. */
  readonly checkpoint: Checkpoint | undefined;
  readonly actor: string;
  /**
   * Keeps the checkpoint of a finished step, with a record of it, in one write, and the task's lease. It rejects when
   * the time of this run is over or the lease is lost: leave it to pass, the task goes on from here in another run.
   */
  step(checkpoint: Checkpoint, record?: TaskRecord): Promise<void>;
}

/**
 * A kind of task: a function that works from the checkpoint on, in steps of a few seconds, and answers a result. What
 * it does between two steps may be done twice: a crash repeats it. A dependency that is away (a Failure that says so)
 * is tried again for as long as it takes; any other Failure ends the task as failed.
 */
export function taskKind<Input extends Json, Checkpoint extends Json>(
  input: z.ZodType<Input>,
  checkpoint: z.ZodType<Checkpoint>,
  run: (context: TaskContext<Input, Checkpoint>) => Promise<Json>,
): RunKind {
  return (task) =>
    run({
      ...task,
      input: input.parse(task.input),
      checkpoint: task.checkpoint === null ? undefined : checkpoint.parse(task.checkpoint),
    });
}
