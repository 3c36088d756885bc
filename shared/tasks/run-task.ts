import { isFailure } from "../failure";
import { faultName, type Log, stackFrames } from "../log";
import { mostAttempts, passes, shownError, TaskTakenOver, TimeSliceOver, taskRetryMs } from "./interruption";
import type { Json, StoredTask, TaskKinds, TaskRecord } from "./task";
import type { TaskQueue, TaskSignal } from "./task-queue";
import type { TaskStore } from "./task-store";

export interface RunTaskPorts {
  readonly kinds: TaskKinds;
  readonly store: TaskStore;
  readonly queue: TaskQueue;
  readonly log: Log;
  /** How long a run that crashed holds up its task. A living run renews its lease with every step. */
  readonly leaseMs: number;
  /** After this a run ends at its next step, and the task goes on in another: functions may run only so long. */
  readonly runMs: number;
  now(): Date;
}

/** How long a signal waits for headquarters, which keeps the task. */
const headquartersRetryMs = 5_000;

/**
 * Runs a task under its lease, from its checkpoint on, until it ends or its time is over. A task that has ended, or that
 * another run holds, is left alone, so that a signal may come twice. Rejects with `queue-unavailable` when the next
 * signal could not be sent; then `resumeTasks` sends it.
 */
export type RunTask = (signal: TaskSignal) => Promise<void>;

export function runTask({ kinds, store, queue, log, leaseMs, runMs, now }: RunTaskPorts): RunTask {
  const after = (ms: number) => new Date(now().getTime() + ms).toISOString();

  return async (signal) => {
    try {
      const held = await acquire(signal.taskId);
      if (held !== undefined) await work(held);
    } catch (error) {
      if (error instanceof TaskTakenOver) return log.warn("task.taken-over", { ...signal });
      if (!isFailure(error, "headquarters-unavailable")) throw error;
      log.warn("task.headquarters-unavailable", { ...signal });
      await queue.schedule(signal, new Date(after(headquartersRetryMs)));
    }
  };

  async function acquire(taskId: string): Promise<StoredTask | undefined> {
    for (;;) {
      const present = await store.find(taskId);
      if (present === undefined || present.endedAt !== null) return undefined;
      if (present.state === "running" && present.dueAt > now().toISOString()) return undefined;
      if (present.state === "running" && present.attempts >= mostAttempts) {
        await end(present, { state: "failed", result: null, error: `The task crashed ${mostAttempts} times.` });
        return undefined;
      }
      const startedAt = present.startedAt ?? now().toISOString();
      const attempts = present.attempts + 1;
      const held = await store.replace({ ...present, state: "running", startedAt, attempts, dueAt: after(leaseMs) });
      if (held !== undefined) return held;
    }
  }

  async function work(acquired: StoredTask): Promise<void> {
    let held = acquired;
    const runUntil = after(runMs);
    const { taskId, kind, input, checkpoint, actor } = acquired;
    const step = async (reached: Json, record?: TaskRecord) => {
      held = await keep({ ...held, checkpoint: reached, attempts: 0, error: null, dueAt: after(leaseMs) }, record);
      if (now().toISOString() >= runUntil) throw new TimeSliceOver();
    };
    try {
      const run = kinds[kind];
      if (run === undefined) throw new Error(`There is no kind of task ${kind}.`);
      const result = await run({ taskId, input, checkpoint, actor, step });
      await end(held, { state: "succeeded", result, error: null });
    } catch (error) {
      await interrupt(held, error);
    }
  }

  async function interrupt(held: StoredTask, error: unknown): Promise<void> {
    const { taskId, kind, attempts } = held;
    if (error instanceof TaskTakenOver) throw error;
    if (error instanceof TimeSliceOver) {
      await keep({ ...held, state: "queued", dueAt: after(leaseMs) });
      return queue.send([{ taskId }]);
    }
    const isUnforeseen = !isFailure(error);
    if (isUnforeseen) log.error("task.stopped", { taskId, kind, error: faultName(error), at: stackFrames(error) });
    const goesOn = passes(error) || (isUnforeseen && attempts < mostAttempts);
    if (!goesOn) return end(held, { state: "failed", result: null, error: shownError(error) });
    const retryAt = after(taskRetryMs(attempts, error));
    log.warn("task.put-off", { taskId, kind, attempts, retryAt });
    // A crash between the two leaves the task due at that time.
    await keep({ ...held, state: "queued", error: shownError(error), dueAt: retryAt });
    await queue.schedule({ taskId }, new Date(retryAt));
  }

  async function end(held: StoredTask, how: Pick<StoredTask, "state" | "result" | "error">): Promise<void> {
    await keep({ ...held, ...how, endedAt: now().toISOString() });
    log.info("task.ended", { taskId: held.taskId, kind: held.kind, state: how.state });
  }

  async function keep(task: StoredTask, record?: TaskRecord): Promise<StoredTask> {
    const kept = await store.replace(task, record);
    if (kept === undefined) throw new TaskTakenOver(`Task ${task.taskId} was taken over.`);
    return kept;
  }
}
