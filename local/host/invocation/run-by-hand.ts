import type { RunByHand } from "../http/admin-door";
import type { TimerListener } from "../timers/timer-listener";
import type { Triggers } from "../triggers";
import type { Invoke } from "./invoke";

/** Timers take their turn in their listener; a queue's function gets the input as its message, and no queue is involved. */
export function runByHand(triggers: Triggers, timers: ReadonlyMap<string, TimerListener>, invoke: Invoke): RunByHand {
  return (functionName, input) => {
    const sameName = ({ name }: { readonly name: string }) => name.toLowerCase() === functionName.toLowerCase();
    const timer = timers.get(triggers.timers.find(sameName)?.name ?? "");
    const queue = triggers.queues.find(sameName);
    timer?.runByHand();
    if (queue) {
      const data = typeof input === "string" ? { string: input } : { json: JSON.stringify(input ?? null) };
      invoke(queue.target, { bindingName: queue.bindingName, data }).catch(() => undefined);
    }
    return timer !== undefined || queue !== undefined;
  };
}
