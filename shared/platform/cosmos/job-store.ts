import { BulkOperationType, type JSONObject, type OperationInput } from "@azure/cosmos";
import { z } from "zod";
import { Failure } from "../../failure";
import { type JobId, type JobRun, type JobStore, jobRun, type StoredRun } from "../../jobs";
import { goingOn, reaching } from "./cosmos-failure";
import type { HeadquartersDatabase } from "./databases";
import { writeBatch } from "./write-batch";

const away = "headquarters-unavailable";
const stateId = "state";

/** How long recorded runs are kept. */
const runTtlSeconds = 30 * 24 * 3600;

const stateDocument = z.object({
  runId: z.string().nullable(),
  leaseUntil: z.string(),
  checkpoint: z.string().nullable(),
  _etag: z.string(),
});

const runDocument = jobRun.extend({ _etag: z.string() });

/** A job's state and its recorded runs share a partition, so that a lease and its run are written together. */
export function cosmosJobStore({ jobs }: Pick<HeadquartersDatabase, "jobs">): JobStore {
  async function readState(jobId: JobId) {
    const { resource } = await jobs.item(stateId, jobId).read();
    return resource === undefined ? undefined : stateDocument.parse(resource);
  }

  /** Answers the new etag of the first document, or undefined when it lost its condition. */
  async function write(jobId: JobId, operations: OperationInput[]): Promise<string | undefined> {
    return (await writeBatch(jobs, operations, jobId))?.[0]?.eTag;
  }

  async function findRun(jobId: JobId, runId: string): Promise<StoredRun | undefined> {
    const { resource } = await jobs.item(runId, jobId).read();
    if (resource === undefined) return undefined;
    const { _etag: etag, ...run } = runDocument.parse(resource);
    return { ...run, etag };
  }

  return {
    acquire: (run, until, now) =>
      reaching(away, async () => {
        for (;;) {
          const state = await readState(run.jobId);
          if (state?.runId && state.leaseUntil > now.toISOString()) {
            return { outcome: "heldBy", runId: state.runId, until: new Date(state.leaseUntil) };
          }
          const checkpoint = state?.checkpoint ?? undefined;
          // A run that its own message starts again is no other's: it is simply running once more.
          const crashed = state?.runId && state.runId !== run.runId ? await findRun(run.jobId, state.runId) : undefined;
          const operations = [
            writeState(run.jobId, run.runId, until, checkpoint, state?._etag),
            upsertRun(run),
            ...(crashed?.state === "running" ? [upsertRun(takenOver(crashed, now))] : []),
          ];
          const etag = await write(run.jobId, operations);
          if (etag !== undefined)
            return { outcome: "acquired", lease: { jobId: run.jobId, runId: run.runId, checkpoint, etag } };
        }
      }),

    renew: (lease, run, until) =>
      reaching(away, async () => {
        const etag = await write(lease.jobId, [
          writeState(lease.jobId, lease.runId, until, lease.checkpoint, lease.etag),
          upsertRun(run),
        ]);
        if (etag === undefined)
          throw new Failure("job-running", `Run ${lease.runId} of ${lease.jobId} was taken over.`);
        return { ...lease, etag };
      }),

    release: (lease, run) =>
      reaching(away, async () => {
        const ended = new Date(0);
        const free = writeState(lease.jobId, null, ended, lease.checkpoint, lease.etag);
        if ((await write(lease.jobId, [free, upsertRun(run)])) === undefined)
          await write(lease.jobId, [upsertRun(run)]);
      }),

    runningRun: (jobId, now) =>
      reaching(away, async () => {
        const state = await readState(jobId);
        return state?.runId && state.leaseUntil > now.toISOString() ? state.runId : undefined;
      }),

    putRun: (run) => reaching(away, async () => void (await write(run.jobId, [upsertRun(run)]))),
    findRun: (jobId, runId) => reaching(away, () => findRun(jobId, runId)),

    listRuns: (jobId, top, continuation) =>
      reaching(away, async () => {
        const options = {
          partitionKey: jobId,
          maxItemCount: top,
          ...(continuation ? { continuationToken: continuation } : {}),
        };
        const pages = jobs.items.query("SELECT * FROM c WHERE c.type = 'run' ORDER BY c.startedAt DESC", options);
        const page = await goingOn(continuation, () => pages.fetchNext());
        return {
          runs: page.resources.map((read) => jobRun.parse(read)),
          continuation: page.continuationToken || undefined,
        };
      }),
  };
}

function writeState(
  jobId: JobId,
  runId: string | null,
  until: Date,
  checkpoint: string | undefined,
  etag: string | undefined,
): OperationInput {
  const body: JSONObject = {
    id: stateId,
    jobId,
    type: "state",
    runId,
    leaseUntil: until.toISOString(),
    checkpoint: checkpoint ?? null,
  };
  return etag === undefined
    ? { operationType: BulkOperationType.Create, resourceBody: body }
    : { operationType: BulkOperationType.Replace, id: stateId, ifMatch: etag, resourceBody: { ...body, id: stateId } };
}

function upsertRun(run: JobRun): OperationInput {
  const kept = { ...jobRun.parse(run), id: run.runId, type: "run", ttl: runTtlSeconds };
  const resourceBody = kept as unknown as JSONObject;
  return { operationType: BulkOperationType.Upsert, resourceBody };
}

function takenOver(run: JobRun, now: Date): JobRun {
  return {
    ...run,
    state: "failed",
    endedAt: now.toISOString(),
    error: "The run stopped without an end; another took over.",
  };
}
