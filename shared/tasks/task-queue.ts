import { z } from "zod";

/** The message is a signal: what there is to do stands in the task. */
export const taskSignal = z.object({ taskId: z.string() });
export type TaskSignal = z.infer<typeof taskSignal>;

/** Both methods reject with `queue-unavailable`. */
export interface TaskQueue {
  send(signals: readonly TaskSignal[]): Promise<void>;
  /** Sends so that it arrives at this time. */
  schedule(signal: TaskSignal, at: Date): Promise<void>;
}
