import type { Ports } from "../../../local/environment/ports";

/** Any free port for everything. */
export const freePorts: Ports = {
  functions: 0,
  cosmos: 0,
  serviceBus: 0,
  serviceBusAdmin: 0,
  keyVault: 0,
  entra: 0,
  customerInsights: 0,
  blob: 0,
  queue: 0,
  table: 0,
  telemetry: 0,
};

const never = "0 0 0 1 1 *";
const jobs = ["P_0001", "1010", "1040", "1060", "1070", "1090", "1110", "1150"];

/** No timer disturbs a measurement. */
export const rarely = {
  ...Object.fromEntries(jobs.map((job) => [`JOB_${job}_SCHEDULE`, never])),
  TASKS_SCHEDULE: never,
};

/** Leaves signals in their queue (Azure's own switch for one function). */
export const consumerPaused = { "AzureWebJobs.synchronizeCustomers.Disabled": "1" };
