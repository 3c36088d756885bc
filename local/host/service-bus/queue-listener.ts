import type { HostLog } from "../host-log";
import type { Invoke } from "../invocation/invoke";
import type { QueueFunction } from "./queue-function";

export interface QueueListener {
  /** Takes no message any more; resolves when those that were taken are settled. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

export function startQueueListener(_queue: QueueFunction, _invoke: Invoke, _log: HostLog): QueueListener {
  throw new Error("Service Bus triggers are not there yet.");
}
