import { beforeAll, describe, expect, it } from "vitest";
import type { RowResult } from "../../shared/imports";
import { cosmosRowResults, cosmosTaskStore } from "../../shared/platform/cosmos";
import type { StoredTask } from "../../shared/tasks";
import { testDatabases } from "./databases";

const databases = testDatabases();
const list = () => cosmosRowResults(databases.headquarters());
const now = "2026-03-01T09:00:00.000Z";

describe("the results of an import's rows", () => {
  const importId = databases.unique("import");
  const refused: RowResult = { row: 4, outcome: "refused", problem: { kind: "invalid-request", detail: "No name." } };
  const all: readonly RowResult[] = [
    { row: 1, outcome: "created", customerId: "a" },
    { row: 2, outcome: "updated", customerId: "b" },
    { row: 3, outcome: "created", customerId: "c" },
    refused,
    { row: 5, outcome: "updated", customerId: "e" },
    { row: 11, outcome: "created", customerId: "k" },
  ];

  /** Steps of two rows each, and an import beside it. */
  beforeAll(async () => {
    await keep(importId, [all.slice(0, 2), all.slice(2, 4), all.slice(4)]);
    await keep(databases.unique("other"), [[{ row: 1, outcome: "created", customerId: "z" }]]);
  });

  async function keep(taskId: string, steps: readonly (readonly RowResult[])[]): Promise<void> {
    const store = cosmosTaskStore(databases.headquarters());
    await store.insert({
      ...{ taskId, kind: "import", input: null, checkpoint: null, state: "running", attempts: 1, error: null },
      ...{ result: null, actor: "a", createdAt: now, startedAt: now, endedAt: null, dueAt: now },
    });
    let task = await store.find(taskId);
    for (const results of steps) {
      const lastRow = results.at(-1)?.row ?? 0;
      const outcomes = [...new Set(results.map(({ outcome }) => outcome))];
      const content = { lastRow, outcomes, results: [...results] };
      task = await store.replace(task as StoredTask, { recordId: `rows-${lastRow}`, content });
    }
  }

  it("come in the order of their rows, of this import alone", async () => {
    expect(await list()(importId, { outcomes: [], after: 0, top: 100 })).toEqual({ results: all, after: undefined });
    const nobody = await list()(databases.unique("nobody"), { outcomes: [], after: 0, top: 100 });
    expect(nobody).toEqual({ results: [], after: undefined });
  });

  it.each([
    [["refused"], [4]],
    [["created"], [1, 3, 11]],
    [
      ["refused", "updated"],
      [2, 4, 5],
    ],
  ] as const)("with the outcomes %j are the rows %j", async (outcomes, rows) => {
    const { results } = await list()(importId, { outcomes, after: 0, top: 100 });
    expect(results.map(({ row }) => row)).toEqual(rows);
  });

  it.each([1, 2, 3, 5, 6])("come in pages of %d, each row once, and the last page says so", async (top) => {
    const seen: RowResult[] = [];
    let after: number | undefined = 0;
    let pages = 0;
    while (after !== undefined) {
      const page = await list()(importId, { outcomes: [], after, top });
      expect(page.results.length).toBeLessThanOrEqual(top);
      seen.push(...page.results);
      ({ after } = page);
      pages += 1;
    }
    expect(seen).toEqual(all);
    expect(pages).toBe(Math.ceil(all.length / top));
  });

  it("reject with headquarters-unavailable when it cannot be reached", async () => {
    const nowhere = cosmosRowResults(databases.away.headquarters);
    await expect(nowhere(importId, { outcomes: [], after: 0, top: 1 })).rejects.toMatchObject({
      kind: "headquarters-unavailable",
    });
  });
});
