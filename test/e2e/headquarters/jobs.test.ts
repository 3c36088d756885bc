import { beforeAll, describe, expect, it } from "vitest";
import type { Api } from "../../environment/api";
import { cosmosControls } from "../../environment/emulator-controls";
import { until } from "../../environment/until";
import { headquarters, problem } from "./headquarters";

const jobIds = ["P-0001", "1010", "1040", "1060", "1070", "1090", "1110", "1150"];

describe("jobs", () => {
  const { environment, administrator, asWorker, get, put, run } = headquarters();
  let houston: Api;
  beforeAll(async () => {
    houston = await asWorker("000160");
  });

  it("J3, J4: lists every job with its name, its last run, and whether it is switched off", async () => {
    const { body } = await get("/jobs");
    expect(new Set(body.items.map((job: { jobId: string }) => job.jobId))).toEqual(new Set(jobIds));
    for (const job of body.items) expect(job.switchedOff).toBe(["1090", "1150"].includes(job.jobId));
    expect(body.items.find((job: { jobId: string }) => job.jobId === "1070")).toMatchObject({
      name: "Channel configuration",
      lastRun: { state: "succeeded", mode: "full" },
    });
  });

  it("short lists go page by page too", async () => {
    for (const path of ["/jobs", "/features"]) {
      const all = (await get(path)).body;
      const first = (await get(`${path}?top=3`)).body;
      const second = (await get(`${path}?continuationToken=${encodeURIComponent(first.continuationToken)}`)).body;
      const idsOf = ({ items }: typeof all) => items.map(({ id, jobId }: Record<string, string>) => id ?? jobId);
      expect([all.continuationToken, idsOf(first).length, second.continuationToken]).toEqual([null, 3, null]);
      expect([...idsOf(first), ...idsOf(second)]).toEqual(idsOf(all));
    }
  });

  it("J2, J3: a run by hand answers 202 and where it is, and ends with its counts", async () => {
    expect(await run("1070", "full")).toMatchObject({
      state: "succeeded",
      groups: expect.arrayContaining([
        { channelDatabaseGroupId: "default", rowsRead: 3, rowsWritten: 3 },
        { channelDatabaseGroupId: "filtered", rowsRead: 1, rowsWritten: 1 },
      ]),
    });
  });

  it("J2: a delta of configuration writes where it changed, and reads nothing when it did not", async () => {
    await run("1060");
    expect((await run("1060")).groups).toEqual([]);
    const { id: _, ...worker } = (await get("/workers/000170")).body;
    await put("/workers/000170", { ...worker, permissionGroupId: "associate" });
    expect((await run("1090")).groups).toEqual([]);
    expect((await run("1060")).groups).toEqual(
      expect.arrayContaining([
        { channelDatabaseGroupId: "default", rowsRead: 3, rowsWritten: 1 },
        { channelDatabaseGroupId: "filtered", rowsRead: 1, rowsWritten: 0 },
      ]),
    );
    await put("/workers/000170", worker);
    await run("1060");
  });

  it("J2: a delta of 1010 reads what changed since the last run, a full run everything", async () => {
    await run("1010");
    for (const lastName of ["One", "Two"]) await houston.post("/channels/houston/customers", { lastName });
    const changed = await run("1010");
    expect(changed.groups).toEqual([{ channelDatabaseGroupId: "default", rowsRead: 2, rowsWritten: 0 }]);
    expect((await run("1010")).groups).toEqual([]);
    const { rowsRead } = (await run("1010", "full")).groups[0];
    expect(rowsRead).toBeGreaterThanOrEqual(2);
  });

  it("J3: runs are listed newest first, page by page", async () => {
    for (let times = 0; times < 3; times += 1) await run("1040");
    const seen: { runId: string; startedAt: string }[] = [];
    let token: string | null = "";
    while (token !== null && seen.length < 20) {
      const { body } = await get(`/jobs/1040/runs?top=2${token && `&continuationToken=${encodeURIComponent(token)}`}`);
      expect(body.items.length).toBeLessThanOrEqual(2);
      seen.push(...body.items);
      token = body.continuationToken;
    }
    expect(seen).toHaveLength(4);
    expect(new Set(seen.map(({ runId }) => runId)).size).toBe(4);
    const times = seen.map(({ startedAt }) => startedAt);
    expect(times).toEqual([...times].sort((a, b) => b.localeCompare(a)));
  });

  it("J4: a job that is switched off can be run by hand", async () => {
    expect(await run("1090")).toMatchObject({ state: "succeeded" });
  });

  it("J3: while a job runs another run is refused, and says where the one under way is", async () => {
    const { faults } = cosmosControls(environment());
    await faults([{ match: { path: "dbs/channels/colls/channel-configuration" }, hold: true }]);
    const asked = await administrator().post("/headquarters/jobs/1060/runs", { mode: "full" });
    await until("its start", async () => (await get(`/jobs/1060/runs/${asked.body.runId}`)).body.state === "running");
    const refused = await administrator().post("/headquarters/jobs/1060/runs", { mode: "full" });
    await faults([]);
    expect([refused.status, refused.body.type]).toEqual([409, problem("job-running")]);
    expect(refused.headers.get("location")).toBe(asked.headers.get("location"));
    await until("its end", async () => (await get(`/jobs/1060/runs/${asked.body.runId}`)).body.endedAt !== null);
  });

  it("J3: a run that fails says why in words, and the next one makes it good", async () => {
    const { faults } = cosmosControls(environment());
    await faults([{ match: { path: "dbs/channels/colls/channel-configuration" }, respond: { status: 503 } }]);
    const failed = await run("1110", "full");
    await faults([]);
    expect(failed).toMatchObject({ state: "failed", error: expect.stringMatching(/channel database/) });
    expect(await run("1110")).toMatchObject({ state: "succeeded" });
  });

  it("an unknown job or run is 404, a mode that is none 400", async () => {
    expect((await get("/jobs/9999/runs")).status).toBe(404);
    expect((await administrator().post("/headquarters/jobs/9999/runs", { mode: "full" })).status).toBe(404);
    expect((await get("/jobs/1010/runs/3f2504e0-4f89-41d3-9a0c-0305e82c3301")).status).toBe(404);
    expect((await administrator().post("/headquarters/jobs/1010/runs", { mode: "half" })).status).toBe(400);
  });

  it("P2: a run by hand is in the audit trail, with who asked for it", async () => {
    const { runId } = await run("1110");
    const { body } = await get(`/administrator-actions?target=${runId}`);
    const by = { actor: expect.stringMatching(/^administrator:./), at: expect.any(String) };
    const actionId = expect.any(String);
    expect(body).toEqual({
      items: [{ ...by, actionId, action: "runRequested", target: runId, jobId: "1110", fields: [] }],
      continuationToken: null,
    });
    expect((await get("/administrator-actions?top=1")).body.items).toEqual(body.items);
    expect((await houston.get("/headquarters/administrator-actions")).status).toBe(403);
  });
});
