import type { Log } from "../log";
import type { TaskQueue } from "./task-queue";
import type { TaskStore } from "./task-store";

export interface ResumeTasksPorts {
  readonly store: Pick<TaskStore, "findDue">;
  readonly queue: Pick<TaskQueue, "send">;
  readonly log: Log;
  now(): Date;
}

/** A tick signals so many; those that begin are due no more, and the next tick finds the others. */
const mostSignals = 100;

/**
 * Signals every task that is due: its signal was lost, or its run crashed and its lease has run out. A task that is
 * signalled twice is run once. Rejects with `headquarters-unavailable`, `queue-unavailable`.
 */
export type ResumeTasks = () => Promise<void>;

export function resumeTasks({ store, queue, log, now }: ResumeTasksPorts): ResumeTasks {
  return async () => {
    const due = await store.findDue(now(), mostSignals);
    if (due.length === 0) return;
    await queue.send(due.map((taskId) => ({ taskId })));
    log.info("task.resumed", { count: due.length });
  };
}
