import { describe, expect, it } from "vitest";
import { cosmosRowResults, cosmosTaskStore } from "../../shared/platform/cosmos";
import type { StoredTask, Task } from "../../shared/tasks";
import { testDatabases } from "./databases";

const databases = testDatabases();
const store = () => cosmosTaskStore(databases.headquarters());
const away = { kind: "headquarters-unavailable" };
const start = Date.parse("2026-03-01T09:00:00Z");
const at = (seconds: number) => new Date(start + seconds * 1_000);

const task = (name: string, differing: Partial<Task> = {}): Task => ({
  taskId: databases.unique(name),
  kind: "count",
  input: { rows: 3, names: ["a", null] },
  checkpoint: null,
  state: "queued",
  attempts: 0,
  error: null,
  result: null,
  actor: "administrator:1",
  createdAt: at(0).toISOString(),
  startedAt: null,
  endedAt: null,
  dueAt: at(60).toISOString(),
  ...differing,
});

async function kept(name: string, differing: Partial<Task> = {}): Promise<StoredTask> {
  const fresh = task(name, differing);
  expect(await store().insert(fresh)).toBe(true);
  return (await store().find(fresh.taskId)) as StoredTask;
}

describe("the task store", () => {
  it("keeps a new task as it is, once: another of its id changes nothing", async () => {
    const { etag, ...found } = await kept("once");
    expect(found).toEqual(task("once"));
    expect(await store().insert(task("once", { kind: "other" }))).toBe(false);
    expect(await store().find(found.taskId)).toEqual({ ...found, etag });
    expect(await store().find(databases.unique("nobody"))).toBeUndefined();
  });

  it("of many who insert one id at once one has kept it", async () => {
    const inserted = await Promise.all(Array.from({ length: 8 }, () => store().insert(task("parallel"))));
    expect(inserted.filter(Boolean)).toHaveLength(1);
  });

  it("replaces a task under its etag, which is another one then", async () => {
    const before = await kept("replaced");
    const running = await store().replace({ ...before, state: "running", checkpoint: { row: 7 } });
    expect(running).toMatchObject({ state: "running", checkpoint: { row: 7 } });
    expect(running?.etag).not.toBe(before.etag);
    expect(await store().find(before.taskId)).toEqual(running);
    expect(await store().replace({ ...before, state: "failed" })).toBeUndefined();
    expect(await store().find(before.taskId)).toEqual(running);
  });

  it("of many who replace it under one etag one wins", async () => {
    const before = await kept("race");
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, attempts) => store().replace({ ...before, attempts })),
    );
    const won = results.filter((one) => one !== undefined);
    expect(won).toHaveLength(1);
    expect(await store().find(before.taskId)).toEqual(won[0]);
  });

  it("writes a record with the task, both or none; the same record again replaces it", async () => {
    const before = await kept("recorded");
    const { taskId } = before;
    const rows = async () =>
      (await cosmosRowResults(databases.headquarters())(taskId, { outcomes: [], after: 0, top: 10 })).results;
    const record = (row: number, outcome: string) => ({
      recordId: "rows-1",
      content: { lastRow: row, outcomes: [outcome], results: [{ row, outcome }] },
    });
    const first = await store().replace({ ...before, checkpoint: 1 }, record(1, "created"));
    expect(await rows()).toEqual([{ row: 1, outcome: "created" }]);
    expect(await store().replace(before, record(1, "refused"))).toBeUndefined();
    expect(await rows()).toEqual([{ row: 1, outcome: "created" }]);
    await store().replace(first as StoredTask, record(1, "updated"));
    expect(await rows()).toEqual([{ row: 1, outcome: "updated" }]);
  });

  it("finds what is not at an end and past its due time, the longest due first, at most as many as asked for", async () => {
    const ended = { state: "succeeded", endedAt: at(5).toISOString() } as const;
    const due = async (name: string, seconds: number, differing: Partial<Task> = {}) =>
      (await kept(name, { dueAt: at(seconds).toISOString(), ...differing })).taskId;
    const third = await due("third", 30);
    const first = await due("first", 10, { state: "running" });
    const second = await due("second", 20);
    const others = [await due("later", 41), await due("ended", 1, ended), await due("failed", 1, { state: "failed" })];
    const mine = (found: readonly string[]) => found.filter((id) => [first, second, third, ...others].includes(id));
    expect(mine(await store().findDue(at(40), 100))).toEqual([first, second, third]);
    expect(await store().findDue(at(40), 2)).toHaveLength(2);
  });

  it("rejects with headquarters-unavailable when it cannot be reached", async () => {
    const nowhere = cosmosTaskStore(databases.away.headquarters);
    await expect(nowhere.insert(task("away"))).rejects.toMatchObject(away);
    await expect(nowhere.find("x")).rejects.toMatchObject(away);
    await expect(nowhere.replace({ ...task("away"), etag: "x" })).rejects.toMatchObject(away);
    await expect(nowhere.findDue(at(0), 1)).rejects.toMatchObject(away);
  });
});
