import { runMessage } from "../../shared/jobs";
import { queueFunction } from "../../shared/messaging";
import type { Services } from "../services";

/** Does the runs that administrators asked for. */
export const executeRun = ({ log, executeRun: execute }: Services) =>
  queueFunction("job-runs", runMessage, log, execute);
