import { z } from "zod";

/** Says that a customer has operations to apply. It carries no data: the store is the truth (S3). */
export const synchronizationSignal = z.object({ channelDatabaseGroupId: z.string(), customerId: z.string() });
export type SynchronizationSignal = z.infer<typeof synchronizationSignal>;

/** A signal, and the trace with which its delivery goes on, if not with the running one. */
export type TracedSignal = SynchronizationSignal & { readonly traceParent?: string | undefined };

/** The queue to headquarters. Rejects with `queue-unavailable`. */
export interface SynchronizationSignals {
  /** Sends now; a signal that is lost is sent again by the P-job. */
  send(signals: readonly TracedSignal[]): Promise<void>;
  /** Sends so that it arrives at this time. */
  schedule(signal: TracedSignal, at: Date): Promise<void>;
}
