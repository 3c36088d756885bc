import type { SynchronizationSignals } from "../../customers";
import type { RunQueue } from "../../jobs";
import type { TaskQueue } from "../../tasks";
import { inTrace } from "../telemetry";
import type { Queue } from "./queues";

export function synchronizationSignals(queue: Queue): SynchronizationSignals {
  return {
    // The queue gathers what is sent at the same time; each message goes on with the trace of its own customer.
    send: async (signals) =>
      void (await Promise.all(
        signals.map(({ traceParent, ...signal }) => inTrace(traceParent, () => queue.send([signal]))),
      )),
    schedule: ({ traceParent, ...signal }, at) => inTrace(traceParent, () => queue.schedule(signal, at)),
  };
}

export function runQueue(queue: Queue): RunQueue {
  return { send: (message) => queue.send([message]), schedule: (message, at) => queue.schedule(message, at) };
}

export function taskQueue(queue: Queue): TaskQueue {
  return { send: (signals) => queue.send(signals), schedule: (signal, at) => queue.schedule(signal, at) };
}
