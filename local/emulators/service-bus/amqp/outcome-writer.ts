import type { Delivery } from "rhea";
import { accepted, type Outcome, settle } from "./rhea-gaps";

/** Answers the deliveries of one connection. */
export type OutcomeWriter = (delivery: Delivery, outcome: Outcome) => void;

interface Answer {
  readonly delivery: Delivery;
  readonly outcome: Outcome;
}

/**
 * rhea 3.0.5 writes neighbouring deliveries that were settled differently in one turn as one range with the outcome
 * of the first. So a turn gets a run of accepted ones, or a single other one.
 */
export function outcomeWriter(): OutcomeWriter {
  let waiting: Answer[] = [];
  let scheduled = false;

  const writeRun = () => {
    scheduled = false;
    const different = waiting.findIndex(({ outcome }) => outcome !== accepted);
    const length = different < 0 ? waiting.length : Math.max(1, different);
    const run = waiting.slice(0, length);
    waiting = waiting.slice(length);
    for (const { delivery, outcome } of run) settle(delivery, outcome);
    if (waiting.length > 0) schedule();
  };

  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(writeRun);
  };

  return (delivery, outcome) => {
    waiting.push({ delivery, outcome });
    schedule();
  };
}
