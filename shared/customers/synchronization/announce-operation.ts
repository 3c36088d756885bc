import { isFailure } from "../../failure";
import type { Log } from "../../log";
import type { SynchronizationSignal, SynchronizationSignals } from "./synchronization-signals";

export interface AnnounceOperationPorts {
  readonly signals: SynchronizationSignals;
  readonly log: Log;
}

/** Signals at once that a customer has an operation (S2). A lost signal is sent again by the P-job, a doubled one finds nothing to do. */
export type AnnounceOperation = (signal: SynchronizationSignal) => Promise<void>;

export function announceOperation({ signals, log }: AnnounceOperationPorts): AnnounceOperation {
  return async (signal) => {
    try {
      await signals.send([signal]);
    } catch (error) {
      if (!isFailure(error, "queue-unavailable")) throw error;
      log.warn("customer.signal-left-to-p-job", { ...signal });
    }
  };
}
