import type { Invoke } from "../invocation/invoke";
import { withRetries } from "./retry-policy";
import type { ScheduleStatus } from "./schedule-monitor";
import type { TimerFunction } from "./timer-function";

export interface TimerOccasion {
  readonly isPastDue: boolean;
  /** `undefined` for a timer that is not monitored. */
  readonly status: ScheduleStatus | undefined;
}

/** Runs a timer's function, with its retry policy. Never rejects: a failure is logged, and the schedule goes on. */
export async function runTimer(timer: TimerFunction, occasion: TimerOccasion, invoke: Invoke): Promise<void> {
  const data = { json: timerJson(occasion) };
  try {
    await withRetries(timer.target.metadata.retryOptions, (retryContext) =>
      invoke(timer.target, { bindingName: timer.bindingName, data, ...(retryContext && { retryContext }) }),
    );
  } catch {
    // Logged by the invocation.
  }
}

/** In Pascal case as .NET writes it: the library turns it into camel case. */
function timerJson({ isPastDue, status }: TimerOccasion): string {
  return JSON.stringify({
    Schedule: { AdjustForDST: true },
    ScheduleStatus: status && { Last: status.last, Next: status.next, LastUpdated: status.lastUpdated },
    IsPastDue: isPastDue,
  });
}
