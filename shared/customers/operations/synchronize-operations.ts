import { isFailure } from "../../failure";
import type { Actor } from "../audit";
import type { OperationLog, OperationQuery, StoredListedOperation } from "./operation-log";
import type { SynchronizeOperation } from "./synchronize-operation";
import { unreadableKind } from "./unreadable-message";

export interface SynchronizeOperationsPorts {
  readonly operationLog: OperationLog;
  readonly synchronizeOperation: SynchronizeOperation;
}

export interface SynchronizedOperation {
  readonly operationId: string;
  /** Null of a message that nobody could read. */
  readonly customerId: string | null;
  /** `endedMeanwhile` and `changedMeanwhile`: somebody else was there first. */
  readonly outcome: "synchronized" | "endedMeanwhile" | "changedMeanwhile";
}

/**
 * Synchronizes failed operations again (S5), oldest first, a page of them; the continuation leads to the rest, and past
 * those that have failed again by then. A crash in between leaves the rest failed: ask again.
 */
export type SynchronizeOperations = (
  query: Pick<OperationQuery, "channelIds" | "customerIds" | "top" | "continuation">,
  actor: Actor,
) => Promise<{ readonly results: readonly SynchronizedOperation[]; readonly continuation: string | undefined }>;

/** How many are synchronized at a time: the channel databases serve the tills meanwhile. */
const atATime = 10;

export function synchronizeOperations(ports: SynchronizeOperationsPorts): SynchronizeOperations {
  const { operationLog, synchronizeOperation } = ports;

  return async (query, actor) => {
    const { operations, continuation } = await operationLog.list({ ...query, states: ["failed"], order: "oldest" });
    const results: SynchronizedOperation[] = [];
    for (let from = 0; from < operations.length; from += atATime) {
      const some = operations.slice(from, from + atATime);
      results.push(...(await Promise.all(some.map((operation) => synchronize(operation, actor)))));
    }
    return { results, continuation };
  };

  async function synchronize(listed: StoredListedOperation, actor: Actor): Promise<SynchronizedOperation> {
    const { operationId } = listed;
    const customerId = listed.kind === unreadableKind ? null : listed.customerId;
    try {
      await synchronizeOperation({ operationId, actor });
      return { operationId, customerId, outcome: "synchronized" };
    } catch (error) {
      if (isFailure(error, "operation-ended", "not-found"))
        return { operationId, customerId, outcome: "endedMeanwhile" };
      if (isFailure(error, "precondition-failed")) return { operationId, customerId, outcome: "changedMeanwhile" };
      throw error;
    }
  }
}
