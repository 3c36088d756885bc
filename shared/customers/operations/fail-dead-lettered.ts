import { isFailure } from "../../failure";
import type { Log } from "../../log";
import { afterFailedCreate } from "../synchronization/failed-attempt";
import type { SynchronizationSignal, SynchronizationSignals } from "../synchronization/synchronization-signals";
import type { OperationLog } from "./operation-log";

export interface FailDeadLetteredPorts {
  readonly operationLog: OperationLog;
  readonly signals: SynchronizationSignals;
  readonly log: Log;
  /** How long a signal waits for the channel database. */
  readonly retryMs: number;
  now(): Date;
}

/**
 * Takes over a signal that was dead-lettered (S5): the operation that it stands for fails, with the reason in words, so
 * that it is on the list, and the P-job leaves it alone. A signal whose operations have ended, or failed already, is
 * done with. While the channel database is away the signal goes back to its queue. Rejects with `queue-unavailable`.
 */
export type FailDeadLettered = (signal: SynchronizationSignal, letter: { reason: string | null }) => Promise<void>;

export function failDeadLettered(ports: FailDeadLetteredPorts): FailDeadLettered {
  const { operationLog, signals, log, retryMs, now } = ports;

  return async (signal, { reason }) => {
    try {
      while (!(await failNext(signal, reason)));
    } catch (error) {
      if (!isFailure(error, "channel-database-unavailable")) throw error;
      // A crash after this leaves the dead letter too: twice is as good as once.
      await signals.schedule(signal, new Date(now().getTime() + retryMs));
    }
  };

  /** Answers `false` when somebody else changed it at the same moment. */
  async function failNext({ channelDatabaseGroupId, customerId }: SynchronizationSignal, reason: string | null) {
    const { copy, operations } = await operationLog.openOf(channelDatabaseGroupId, customerId);
    const [operation] = operations;
    if (operation === undefined || operation.state === "failed") return true;
    const attempts = operation.attempts + 1;
    const failed = { ...operation, state: "failed" as const, attempts, lastError: inWords(reason) };
    if (!(await operationLog.settle(failed, copy && afterFailedCreate(copy, failed, now())))) return false;
    log.error("operation.failed", { operationId: operation.operationId, customerId, reason: "dead-lettered" });
    return true;
  }
}

/** For a shop manager. What people write into the queue as a reason is theirs to know. */
const inWords = (reason: string | null) =>
  reason === "MaxDeliveryCountExceeded"
    ? "Synchronizing it broke off unexpectedly, time after time. Synchronize it again; if that fails too, ask support, with the id of this operation."
    : "Its message was taken off the queue by hand. Synchronize it again when the cause is settled.";
