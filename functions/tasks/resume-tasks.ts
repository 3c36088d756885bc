import { randomUUID } from "node:crypto";
import type { TimerFunctionOptions } from "@azure/functions";
import { isFailure } from "../../shared/failure";
import { withInvocation } from "../../shared/log";
import type { Services } from "../services";

/** The safety net of tasks: signals again those whose signal was lost or whose run crashed. */
export function resumeTasks({ log, resumeTasks: resume }: Services): TimerFunctionOptions {
  return {
    schedule: "%TASKS_SCHEDULE%",
    handler: (_, context) =>
      withInvocation(context, randomUUID(), async () => {
        try {
          await resume();
        } catch (error) {
          // The next tick tries again.
          if (!isFailure(error, "headquarters-unavailable", "queue-unavailable")) throw error;
          log.warn("task.resume-put-off", { kind: error.kind });
        }
      }),
  };
}
