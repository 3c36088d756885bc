import { Failure } from "../../../shared/failure";
import type { JobRun, JobStore } from "../../../shared/jobs";

interface State {
  readonly runId: string | null;
  readonly until: number;
  readonly checkpoint: string | undefined;
  readonly etag: string;
}

/** Leases and runs in memory, with the promises of the port. */
export function memoryJobs(): JobStore {
  const states = new Map<string, State>();
  const runs = new Map<string, JobRun>();
  let writes = 0;
  const put = (jobId: string, state: Omit<State, "etag">): State => {
    writes += 1;
    const written = { ...state, etag: String(writes) };
    states.set(jobId, written);
    return written;
  };
  return {
    async acquire(run, until, now) {
      const state = states.get(run.jobId);
      if (state?.runId && state.until > now.getTime())
        return { outcome: "heldBy", runId: state.runId, until: new Date(state.until) };
      const crashed = state?.runId ? runs.get(state.runId) : undefined;
      if (crashed && crashed.runId !== run.runId) runs.set(crashed.runId, { ...crashed, state: "failed" });
      const checkpoint = state?.checkpoint;
      const { etag } = put(run.jobId, { runId: run.runId, until: until.getTime(), checkpoint });
      runs.set(run.runId, run);
      return { outcome: "acquired", lease: { jobId: run.jobId, runId: run.runId, checkpoint, etag } };
    },
    async renew(lease, run, until) {
      if (states.get(lease.jobId)?.etag !== lease.etag) throw new Failure("job-running", "It was taken over.");
      const { runId, checkpoint } = lease;
      runs.set(runId, run);
      return { ...lease, etag: put(lease.jobId, { runId, until: until.getTime(), checkpoint }).etag };
    },
    async release(lease, run) {
      if (states.get(lease.jobId)?.etag === lease.etag)
        put(lease.jobId, { runId: null, until: 0, checkpoint: lease.checkpoint });
      runs.set(run.runId, run);
    },
    async runningRun(jobId, now) {
      const state = states.get(jobId);
      return state?.runId && state.until > now.getTime() ? state.runId : undefined;
    },
    async putRun(run) {
      runs.set(run.runId, run);
    },
    async findRun(_, runId) {
      const run = runs.get(runId);
      return run && { ...run, etag: `"${runs.size}"` };
    },
    async listRuns(jobId, top) {
      return { runs: [...runs.values()].filter((run) => run.jobId === jobId).slice(0, top), continuation: undefined };
    },
  };
}
