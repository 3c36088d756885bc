import type { Settings } from "../../shared/platform/settings";
import { resumeTasks, runTask, type TaskKinds } from "../../shared/tasks";
import type { Connections } from "./connections";

/** Runs the tasks of every area; an area brings its kinds. */
export function taskServices(settings: Settings, { common, taskStore, taskQueue }: Connections, kinds: TaskKinds) {
  const ports = { ...common, store: taskStore, queue: taskQueue };
  return {
    runTask: runTask({
      ...ports,
      kinds,
      leaseMs: settings.TASK_LEASE_SECONDS * 1000,
      runMs: settings.TASK_RUN_SECONDS * 1000,
    }),
    resumeTasks: resumeTasks(ports),
  };
}
