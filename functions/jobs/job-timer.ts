import { randomUUID } from "node:crypto";
import type { TimerFunctionOptions } from "@azure/functions";
import { isFailure } from "../../shared/failure";
import type { JobId } from "../../shared/jobs";
import { withInvocation } from "../../shared/log";
import type { Services } from "../services";

/** A job on its timer: a delta run, unless the settings switch the job off (J2, J4). A late tick runs all the same. */
export function jobTimer(jobId: JobId, { runJob, switchedOffJobs, log }: Services): TimerFunctionOptions {
  return {
    schedule: `%JOB_${jobId.replace("-", "_")}_SCHEDULE%`,
    handler: (timer, context) =>
      withInvocation(context, randomUUID(), async () => {
        if (switchedOffJobs.has(jobId)) return;
        if (timer.isPastDue) log.info("job.past-due", { jobId });
        try {
          await runJob({ jobId, mode: "delta", trigger: "timer", actor: "system" });
        } catch (error) {
          // Without headquarters nothing can be recorded; the next tick tries again.
          if (!isFailure(error, "headquarters-unavailable")) throw error;
          log.warn("job.headquarters-unavailable", { jobId });
        }
      }),
  };
}
