export { passes } from "./interruption";
export { type RequestTask, requestTask, type TaskRequest } from "./request-task";
export { type ResumeTasks, resumeTasks } from "./resume-tasks";
export { type RunTask, runTask } from "./run-task";
export {
  type Json,
  json,
  type RunKind,
  type StoredTask,
  type Task,
  type TaskKinds,
  type TaskRecord,
  task,
} from "./task";
export { type TaskContext, taskKind } from "./task-kind";
export { type TaskQueue, type TaskSignal, taskSignal } from "./task-queue";
export type { TaskStore } from "./task-store";
