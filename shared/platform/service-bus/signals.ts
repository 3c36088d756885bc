import type { SynchronizationSignals } from "../../customers";
import type { RunQueue } from "../../jobs";
import type { Queue } from "./queues";

export function synchronizationSignals(queue: Queue): SynchronizationSignals {
  return { send: (signals) => queue.send(signals), schedule: (signal, at) => queue.schedule(signal, at) };
}

export function runQueue(queue: Queue): RunQueue {
  return { send: (message) => queue.send([message]), schedule: (message, at) => queue.schedule(message, at) };
}
