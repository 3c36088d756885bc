import { isFailure } from "../failure";
import type { Log } from "../log";
import type { Json, Task } from "./task";
import type { TaskQueue } from "./task-queue";
import type { TaskStore } from "./task-store";

export interface RequestTaskPorts {
  readonly store: Pick<TaskStore, "insert" | "find" | "replace">;
  readonly queue: Pick<TaskQueue, "send">;
  readonly log: Log;
  /** How long `resumeTasks` leaves a fresh task to its own signal. */
  readonly signalGraceMs: number;
  now(): Date;
}

export interface TaskRequest {
  /** Of the caller's making, so that a request that is repeated asks for one task. */
  readonly taskId: string;
  readonly kind: string;
  readonly input: Json;
  readonly actor: string;
}

/**
 * Keeps a task to be run from the queue; one of this id that is under way stays as it is, one that has ended begins
 * again: whoever repeats a merge or an erasure wants what was left of it done. A signal that is lost, by a crash between
 * the two writes or because the queue is away, is sent again by `resumeTasks`. Rejects with `headquarters-unavailable`.
 */
export type RequestTask = (request: TaskRequest) => Promise<void>;

export function requestTask({ store, queue, log, signalGraceMs, now }: RequestTaskPorts): RequestTask {
  return async (request) => {
    const { taskId, kind } = request;
    const at = now();
    await keep(queuedTask(request, at, new Date(at.getTime() + signalGraceMs)));
    try {
      await queue.send([{ taskId }]);
    } catch (error) {
      if (!isFailure(error, "queue-unavailable")) throw error;
      log.warn("task.signal-left-to-timer", { taskId, kind });
    }
  };

  async function keep(task: Task): Promise<void> {
    while (!(await store.insert(task))) {
      const present = await store.find(task.taskId);
      if (present === undefined) continue; // it was there no longer
      if (present.endedAt === null || (await store.replace({ ...task, etag: present.etag })) !== undefined) return;
    }
  }
}

const queuedTask = (request: TaskRequest, createdAt: Date, dueAt: Date): Task => ({
  ...request,
  checkpoint: null,
  state: "queued",
  attempts: 0,
  error: null,
  result: null,
  createdAt: createdAt.toISOString(),
  startedAt: null,
  endedAt: null,
  dueAt: dueAt.toISOString(),
});
