import { z } from "zod";
import type { Log } from "../../log";
import type { OperationState } from "../synchronization/operation";
import type { OperationLog } from "./operation-log";

/** How many operations are where on their way to headquarters, and since when the oldest of the open ones waits. */
export const operationCounts = z.object({
  pending: z.number(),
  sent: z.number(),
  failed: z.number(),
  oldestOpenAt: z.string().nullable(),
});
export type OperationCounts = z.infer<typeof operationCounts>;

/** Rejects with `channel-database-unavailable`. */
export interface OperationCounter {
  count(state: OperationState): Promise<number>;
}

export interface CountOperationsPorts {
  readonly operationCounter: OperationCounter;
  readonly operationLog: Pick<OperationLog, "list">;
  readonly log: Log;
  now(): Date;
}

/** Counts the operations that are not at an end, and logs it: what alerts look at. Costs as those that wait are many. */
export type CountOperations = () => Promise<OperationCounts>;

export function countOperations({ operationCounter, operationLog, log, now }: CountOperationsPorts): CountOperations {
  return async () => {
    const [pending, sent, failed, oldest] = await Promise.all([
      operationCounter.count("pending"),
      operationCounter.count("sent"),
      operationCounter.count("failed"),
      operationLog.list({ states: ["pending", "sent"], order: "oldest", top: 1 }),
    ]);
    const oldestOpenAt = oldest.operations[0]?.createdAt ?? null;
    const oldestAgeSeconds =
      oldestOpenAt === null ? 0 : Math.round((now().getTime() - Date.parse(oldestOpenAt)) / 1000);
    log.info("operations.counted", { open: pending + sent, failed, oldestAgeSeconds });
    return { pending, sent, failed, oldestOpenAt };
  };
}
