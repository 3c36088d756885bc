import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { JobRun } from "../../shared/jobs";
import { cosmosJobStore } from "../../shared/platform/cosmos";
import { testDatabases } from "./databases";

const databases = testDatabases();
const store = () => cosmosJobStore(databases.headquarters());
const jobId = "1040";
const start = Date.parse("2026-03-01T09:00:00Z");
const at = (seconds: number) => new Date(start + seconds * 1_000);

function run(seconds = 0): JobRun {
  return {
    runId: randomUUID(),
    jobId,
    mode: "delta",
    trigger: "timer",
    actor: "system",
    state: "running",
    startedAt: at(seconds).toISOString(),
    endedAt: null,
    groups: [],
    error: null,
  };
}

async function acquired(wanted: JobRun, seconds = 0) {
  const attempt = await store().acquire(wanted, at(seconds + 60), at(seconds));
  if (attempt.outcome !== "acquired") throw new Error(`It is held by ${attempt.runId}.`);
  return attempt.lease;
}

const ended = (wanted: JobRun): JobRun => ({ ...wanted, state: "succeeded", endedAt: at(1).toISOString() });

describe("job store in Cosmos DB", () => {
  beforeEach(async () => {
    const last = run();
    const attempt = await store().acquire(last, at(1e6), at(9e5));
    if (attempt.outcome === "acquired") await store().release({ ...attempt.lease, checkpoint: undefined }, ended(last));
  });

  it("J3: one run holds the lease; the next one learns who", async () => {
    const first = run();
    const lease = await acquired(first);
    expect(await store().acquire(run(), at(60), at(59))).toMatchObject({ outcome: "heldBy", runId: first.runId });
    expect(await store().runningRun(jobId, at(59))).toBe(first.runId);
    await store().release(lease, ended(first));
    expect(await store().runningRun(jobId, at(59))).toBeUndefined();
    expect(await store().findRun(jobId, first.runId)).toEqual({ ...ended(first), etag: expect.any(String) });
  });

  it("J3: of runs that start at once one gets the lease", async () => {
    const attempts = await Promise.all(Array.from({ length: 8 }, () => store().acquire(run(), at(60), at(0))));
    expect(attempts.filter(({ outcome }) => outcome === "acquired")).toHaveLength(1);
  });

  it("J3: the checkpoint goes from run to run", async () => {
    const first = run();
    const groups = [{ channelDatabaseGroupId: "default", rowsRead: 2, rowsWritten: 1 }];
    const kept = { ...(await acquired(first)), checkpoint: "page-1" };
    const renewed = await store().renew(kept, { ...first, groups }, at(90));
    expect(await store().findRun(jobId, first.runId)).toMatchObject({ state: "running", groups });
    await store().release(renewed, ended(first));
    expect((await acquired(run())).checkpoint).toBe("page-1");
  });

  it("J3: a lease that ran out is taken over; who lost it can renew no more and ends nobody else's run", async () => {
    const crashed = run();
    const lost = await acquired(crashed);
    const next = run(61);
    await acquired(next, 61);
    expect(await store().findRun(jobId, crashed.runId)).toMatchObject({ state: "failed", error: expect.any(String) });
    await expect(store().renew(lost, crashed, at(200))).rejects.toMatchObject({ kind: "job-running" });
    await store().release(lost, { ...crashed, state: "failed", endedAt: at(70).toISOString() });
    expect(await store().runningRun(jobId, at(100))).toBe(next.runId);
  });

  it("J3: a run that takes over itself is simply running", async () => {
    const first = run();
    await acquired(first);
    await acquired(first, 61);
    expect(await store().findRun(jobId, first.runId)).toMatchObject({ state: "running" });
  });

  it("J3: runs are listed newest first, page by page", async () => {
    const recorded = Array.from({ length: 5 }, (_, index) => run(1e7 + index));
    for (const one of recorded) await store().putRun(one);
    const pages: JobRun[] = [];
    let continuation: string | undefined;
    do {
      const page = await store().listRuns(jobId, 2, continuation);
      pages.push(...page.runs);
      continuation = page.continuation;
    } while (continuation !== undefined && pages.length < 5);
    expect(pages.slice(0, 5).map(({ runId }) => runId)).toEqual(recorded.map(({ runId }) => runId).reverse());
  });

  it("a continuation that is none is refused; an unknown run is not there", async () => {
    await expect(store().listRuns(jobId, 2, "garbage")).rejects.toMatchObject({ kind: "invalid-request" });
    expect(await store().findRun(jobId, randomUUID())).toBeUndefined();
  });

  it("headquarters away is a promised failure, at every method", async () => {
    const nowhere = cosmosJobStore(databases.away.headquarters);
    const lease = { jobId, runId: "a", checkpoint: undefined, etag: "1" } as const;
    const calls = [
      nowhere.acquire(run(), at(60), at(0)),
      nowhere.renew(lease, run(), at(60)),
      nowhere.release(lease, run()),
      nowhere.runningRun(jobId, at(0)),
      nowhere.putRun(run()),
      nowhere.findRun(jobId, "a"),
      nowhere.listRuns(jobId, 1),
    ];
    for (const outcome of await Promise.allSettled(calls))
      expect(outcome).toMatchObject({ reason: { kind: "headquarters-unavailable" } });
  });
});
