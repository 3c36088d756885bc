import { describe, expect, it, vi } from "vitest";
import { Failure } from "../../../shared/failure";
import { type Job, type Jobs, jobNames, type RunJob, runJob } from "../../../shared/jobs";
import { silent } from "../log";
import { memoryJobs } from "./memory-jobs";

const counts = [{ channelDatabaseGroupId: "default", rowsRead: 2, rowsWritten: 1 }];
const counting: Job = async ({ count }) => count("default", 2, 1);

function running(job: Job) {
  const store = memoryJobs();
  const jobs = Object.fromEntries(Object.keys(jobNames).map((id) => [id, job])) as unknown as Jobs;
  let runs = 0;
  let time = Date.parse("2026-03-01T09:00:00Z");
  const newId = () => {
    runs += 1;
    return `run-${runs}`;
  };
  const run = runJob({ jobs, store, log: silent, leaseMs: 120_000, now: () => new Date(time), newId });
  return {
    store,
    run: (request: Partial<Parameters<RunJob>[0]> = {}) =>
      run({ jobId: "1010", mode: "delta", trigger: "timer", actor: "system", ...request }),
    pass: (ms: number) => {
      time += ms;
    },
  };
}

describe("running a job", () => {
  it("J3: records what ran, when, and what it read and wrote", async () => {
    const { run, store } = running(counting);
    await run({ trigger: "admin", actor: "administrator:ada", mode: "full" });
    expect(await store.findRun("1010", "run-1")).toMatchObject({
      runId: "run-1",
      jobId: "1010",
      mode: "full",
      trigger: "admin",
      actor: "administrator:ada",
      state: "succeeded",
      startedAt: "2026-03-01T09:00:00.000Z",
      endedAt: "2026-03-01T09:00:00.000Z",
      groups: counts,
      error: null,
    });
  });

  it("J2: a run goes on from the last finished step, and knows whether everything was asked for", async () => {
    const seen: unknown[] = [];
    const { run } = running(async ({ mode, checkpoint, step }) => {
      seen.push([mode, checkpoint]);
      await step(`after-${seen.length}`);
      await step();
    });
    await run();
    await run({ mode: "full" });
    await run();
    expect(seen).toEqual([
      ["delta", undefined],
      ["full", "after-1"],
      ["delta", "after-2"],
    ]);
  });

  it("J3: a failed run says so, and leaves the checkpoint at its last finished step", async () => {
    let fails = true;
    const seen: (string | undefined)[] = [];
    const { run } = running(async ({ checkpoint, count, step }) => {
      seen.push(checkpoint);
      count("default", 2, 1);
      await step("first");
      if (fails) throw new Failure("channel-database-unavailable", "The channel database is away.");
    });
    const error = "The channel database is away.";
    expect(await run()).toMatchObject({ run: { state: "failed", error, groups: counts } });
    fails = false;
    expect(await run()).toMatchObject({ run: { state: "succeeded" } });
    expect(seen).toEqual([undefined, "first"]);
  });

  it("J3: a run under way shows what it has done so far", async () => {
    let wake: () => void = () => undefined;
    const { run, store } = running(async ({ count, step }) => {
      count("default", 2, 1);
      await step("first");
      await new Promise<void>((resolve) => (wake = resolve));
    });
    const ending = run();
    await vi.waitUntil(async () => (await store.findRun("1010", "run-1"))?.groups.length === 1);
    expect(await store.findRun("1010", "run-1")).toMatchObject({ state: "running", groups: counts });
    wake();
    await ending;
  });

  it("P3: what is unforeseen is not shown", async () => {
    const { run } = running(async () => {
      throw new Error("ana@example.com");
    });
    expect(JSON.stringify(await run())).not.toContain("ana@example.com");
  });

  it("J3: a job never overlaps itself: whoever comes second learns who runs, and nothing is recorded", async () => {
    let end: () => void = () => undefined;
    const { run, store } = running(() => new Promise((resolve) => (end = () => resolve())));
    const first = run();
    expect(await run()).toMatchObject({ outcome: "heldBy", runId: "run-1" });
    end();
    expect(await first).toMatchObject({ outcome: "ended", run: { state: "succeeded" } });
    expect((await store.listRuns("1010", 10)).runs).toHaveLength(1);
  });

  it("J3: a crashed run is taken over once its lease ran out", async () => {
    let hangs = true;
    const { run, store, pass } = running(() => (hangs ? new Promise(() => undefined) : Promise.resolve()));
    void run();
    await store.findRun("1010", "run-1");
    hangs = false;
    expect(await run()).toMatchObject({ outcome: "heldBy" });
    pass(121_000);
    expect(await run()).toMatchObject({ run: { state: "succeeded" } });
    expect(await store.findRun("1010", "run-1")).toMatchObject({ state: "failed" });
  });

  it("J3: a run that was taken over stops at its next step", async () => {
    let wake: () => void = () => undefined;
    let calls = 0;
    const { run, pass } = running(async ({ step }) => {
      calls += 1;
      if (calls > 1) return;
      await new Promise<void>((resolve) => (wake = resolve));
      await step("late");
    });
    const slow = run();
    pass(121_000);
    await run();
    wake();
    expect(await slow).toMatchObject({ run: { state: "failed" } });
  });
});
