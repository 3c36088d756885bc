import type { StoredTask, Task, TaskRecord } from "./task";

/** Every method rejects with `headquarters-unavailable`. */
export interface TaskStore {
  /** Keeps a new task; answers `false`, and changes nothing, when there is one of this id. */
  insert(task: Task): Promise<boolean>;
  find(taskId: string): Promise<StoredTask | undefined>;
  /**
   * Replaces a task under its etag, and adds or replaces a record of it in the same write. Answers `undefined` when
   * somebody else wrote the task meanwhile.
   */
  replace(task: StoredTask, record?: TaskRecord): Promise<StoredTask | undefined>;
  /** Tasks that are not at an end and past their due time, those longest due first. */
  findDue(now: Date, top: number): Promise<readonly string[]>;
}
