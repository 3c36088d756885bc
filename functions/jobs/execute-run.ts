import { runMessage } from "../../shared/jobs";
import { queueFunction } from "../../shared/messaging";
import type { Services } from "../services";

/** Does the runs that administrators asked for. */
export const executeRun = ({ log, runJob }: Services) =>
  queueFunction("job-runs", runMessage, log, ({ jobId, mode, runId }) =>
    runJob({ jobId, mode, runId, trigger: "admin" }),
  );
