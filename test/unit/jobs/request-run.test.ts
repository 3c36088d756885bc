import { describe, expect, it } from "vitest";
import { Failure } from "../../../shared/failure";
import { type RunMessage, requestRun } from "../../../shared/jobs";
import { memoryJobs } from "./memory-jobs";

const actor = "administrator:ada";
const administratorActions = { note: async () => undefined };
const now = () => new Date("2026-03-01T09:00:00Z");

describe("asking for a run", () => {
  it("J2: records it as queued before it sends it", async () => {
    const store = memoryJobs();
    const sent: RunMessage[] = [];
    const queue = { send: async (message: RunMessage) => void sent.push(message), schedule: async () => undefined };
    const run = await requestRun({ store, queue, administratorActions, now, newId: () => "asked" })(
      "1010",
      "full",
      actor,
    );
    expect(run).toMatchObject({ runId: "asked", state: "queued", trigger: "admin", actor, mode: "full" });
    expect(await store.findRun("1010", "asked")).toMatchObject(run);
    expect(sent).toEqual([{ jobId: "1010", mode: "full", runId: "asked", actor }]);
  });

  it("J3: records it as failed when the queue is away", async () => {
    const store = memoryJobs();
    const away = new Failure("queue-unavailable", "The queue cannot be reached.");
    const queue = { send: () => Promise.reject(away), schedule: async () => undefined };
    const request = requestRun({ store, queue, administratorActions, now, newId: () => "asked" });
    await expect(request("1010", "delta", actor)).rejects.toBe(away);
    expect(await store.findRun("1010", "asked")).toMatchObject({ state: "failed", endedAt: now().toISOString() });
  });

  it("J3: is refused while one runs, and says where that one is", async () => {
    const store = memoryJobs();
    const queue = { send: async () => undefined, schedule: async () => undefined };
    const request = requestRun({ store, queue, administratorActions, now, newId: () => "asked" });
    const running = { ...(await request("1010", "delta", actor)), runId: "running", state: "running" as const };
    await store.acquire(running, new Date(now().getTime() + 1_000), now());
    await expect(request("1010", "delta", actor)).rejects.toMatchObject({
      kind: "job-running",
      details: { location: "/api/v1/headquarters/jobs/1010/runs/running" },
    });
    expect(await request("1070", "delta", actor)).toMatchObject({ state: "queued" });
  });
});
