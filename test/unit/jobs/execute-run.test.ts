import { describe, expect, it } from "vitest";
import { Failure } from "../../../shared/failure";
import { executeRun, type JobRun, type RunJob, type RunMessage } from "../../../shared/jobs";
import { silent } from "../log";
import { memoryJobs } from "./memory-jobs";

const time = "2026-03-01T09:00:00.000Z";
const now = () => new Date(time);
const message: RunMessage = { jobId: "1010", mode: "delta", runId: "asked", actor: "administrator:ada" };
const queued: JobRun = {
  ...message,
  trigger: "admin",
  state: "queued",
  startedAt: time,
  endedAt: null,
  groups: [],
  error: null,
};

async function execute(runJob: RunJob, run: JobRun = queued) {
  const store = memoryJobs();
  await store.putRun(run);
  const scheduled: Date[] = [];
  const queue = { send: async () => undefined, schedule: async (_: RunMessage, at: Date) => void scheduled.push(at) };
  await executeRun({ runJob, store, queue, log: silent, now })(message);
  return { run: await store.findRun("1010", "asked"), scheduled };
}

describe("doing a run that an administrator asked for", () => {
  it("J3: one that finds another under way is recorded as failed", async () => {
    const { run, scheduled } = await execute(async () => ({ outcome: "heldBy", runId: "other", until: now() }));
    expect(run).toMatchObject({ state: "failed", endedAt: time, error: expect.stringContaining("other") });
    expect(scheduled).toEqual([]);
  });

  it("J3: one that finds itself under way comes back when its lease has run out", async () => {
    const until = new Date("2026-03-01T09:02:00Z");
    const { run, scheduled } = await execute(async () => ({ outcome: "heldBy", runId: "asked", until }));
    expect(run).toMatchObject(queued);
    expect(scheduled).toEqual([until]);
  });

  it("J3: one that has ended is not run again", async () => {
    const ended: JobRun = { ...queued, state: "succeeded", endedAt: time };
    const { run } = await execute(() => Promise.reject(new Error("It ran again.")), ended);
    expect(run).toMatchObject(ended);
  });

  it("J3: while headquarters is away it is put off, not lost", async () => {
    const away = () => Promise.reject(new Failure("headquarters-unavailable", "Away."));
    const { scheduled } = await execute(away);
    expect(scheduled).toHaveLength(1);
  });
});
