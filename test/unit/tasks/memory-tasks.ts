import type { StoredTask, TaskQueue, TaskRecord, TaskStore } from "../../../shared/tasks";

/** Tasks and their queue in memory, with the promises of the ports, and a clock that a test moves. */
export function memoryTasks() {
  const tasks = new Map<string, StoredTask>();
  const records = new Map<string, TaskRecord>();
  const sent: string[] = [];
  const scheduled: { taskId: string; at: string }[] = [];
  let writes = 0;
  let time = Date.parse("2026-11-26T10:00:00Z");
  const store: TaskStore = {
    async insert(task) {
      if (tasks.has(task.taskId)) return false;
      writes += 1;
      tasks.set(task.taskId, { ...task, etag: String(writes) });
      return true;
    },
    find: async (taskId) => tasks.get(taskId),
    async replace(task, record) {
      if (tasks.get(task.taskId)?.etag !== task.etag) return undefined;
      writes += 1;
      const stored = { ...task, etag: String(writes) };
      tasks.set(task.taskId, stored);
      if (record) records.set(record.recordId, record);
      return stored;
    },
    async findDue(now, top) {
      const due = [...tasks.values()].filter((task) => task.endedAt === null && task.dueAt <= now.toISOString());
      return due.slice(0, top).map(({ taskId }) => taskId);
    },
  };
  const queue: TaskQueue = {
    async send(signals) {
      sent.push(...signals.map(({ taskId }) => taskId));
    },
    async schedule({ taskId }, at) {
      scheduled.push({ taskId, at: at.toISOString() });
    },
  };
  return {
    store,
    queue,
    sent,
    scheduled,
    records,
    now: () => new Date(time),
    pass: (ms: number) => {
      time += ms;
    },
    task: (taskId: string) => tasks.get(taskId),
  };
}
