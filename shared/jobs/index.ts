export { configurationJobs } from "./configuration-jobs";
export { type DistributeCustomersPorts, distributeCustomers } from "./distribute-customers";
export { type ExecuteRun, executeRun } from "./execute-run";
export { type FailDeadLetteredRun, failDeadLetteredRun } from "./fail-dead-lettered-run";
export {
  type GroupCount,
  type Job,
  type JobId,
  type JobMode,
  type JobRun,
  type Jobs,
  jobId,
  jobMode,
  jobNames,
  jobRun,
  type StoredRun,
} from "./job";
export type { HeldLease, JobStore, Lease, LeaseAttempt, RunPage } from "./job-store";
export { type RequestRun, type RunMessage, type RunQueue, requestRun, runMessage } from "./request-run";
export { jobRunning, type RunJob, runJob } from "./run-job";
export { uploadOperations } from "./upload-operations";
