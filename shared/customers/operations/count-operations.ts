import { z } from "zod";
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
}

/** Counts the operations that are not at an end. Its cost grows with them, not with those that are done. */
export type CountOperations = () => Promise<OperationCounts>;

export function countOperations({ operationCounter, operationLog }: CountOperationsPorts): CountOperations {
  return async () => {
    const [pending, sent, failed, oldest] = await Promise.all([
      operationCounter.count("pending"),
      operationCounter.count("sent"),
      operationCounter.count("failed"),
      operationLog.list({ states: ["pending", "sent"], order: "oldest", top: 1 }),
    ]);
    return { pending, sent, failed, oldestOpenAt: oldest.operations[0]?.createdAt ?? null };
  };
}
