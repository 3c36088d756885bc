import type { Container, FeedOptions } from "@azure/cosmos";
import { beforeAll, describe, expect, it } from "vitest";
import { hierarchicalKey, testAccount } from "./account";

const account = testAccount();
let container: Container;

/** 60 documents, n from 0 to 59, in four partitions. */
beforeAll(async () => {
  container = await account.container();
  for (let n = 0; n < 60; n += 1) {
    await container.items.create({
      id: `q${n}`,
      pk: `Q${n % 4}`,
      n,
      g: `g${n % 3}`,
      name: `${n % 2 ? "Odd" : "even"}${n}`,
      tags: [`t${n % 5}`, "all"],
      a: n % 7,
      nested: { x: n * 2 },
      objects: [{ k: `k${n % 3}`, v: n }],
      flag: n % 2 === 0,
      ...(n % 10 === 0 && { optional: null }),
    });
  }
});

async function query(text: string, parameters: Readonly<Record<string, unknown>> = {}, options?: FeedOptions) {
  const spec = {
    query: text,
    parameters: Object.entries(parameters).map(([name, value]) => ({ name, value: value as string })),
  };
  return (await container.items.query(spec, options).fetchAll()).resources;
}

describe("order and pages", () => {
  it("orders by one key or several, and cuts", async () => {
    expect((await query("SELECT VALUE c.n FROM c ORDER BY c.n DESC")).slice(0, 3)).toEqual([59, 58, 57]);
    const composite = await query("SELECT TOP 2 c.a, c.n FROM c ORDER BY c.a ASC, c.n DESC");
    expect(composite).toEqual([
      { a: 0, n: 56 },
      { a: 0, n: 49 },
    ]);
    expect(await query("SELECT VALUE c.n FROM c ORDER BY c.n OFFSET 10 LIMIT 3")).toEqual([10, 11, 12]);
  });

  it.each([
    "SELECT VALUE c.n FROM c",
    "SELECT VALUE c.n FROM c ORDER BY c.n",
    "SELECT VALUE c.n FROM c JOIN t IN c.tags WHERE t = 'all'",
  ])("pages %s without losing or repeating", async (text) => {
    const seen: number[] = [];
    let continuationToken: string | undefined;
    do {
      const page = await container.items
        .query<number>(text, { maxItemCount: 7, ...(continuationToken && { continuationToken }) })
        .fetchNext();
      expect(page.resources.length).toBeLessThanOrEqual(7);
      seen.push(...page.resources);
      continuationToken = page.continuationToken;
    } while (continuationToken);
    expect(seen).toHaveLength(60);
    expect(new Set(seen).size).toBe(60);
  });

  it("cuts TOP and OFFSET LIMIT across pages", async () => {
    expect(await query("SELECT TOP 10 VALUE c.n FROM c", {}, { maxItemCount: 4 })).toHaveLength(10);
    expect(await query("SELECT VALUE c.n FROM c OFFSET 55 LIMIT 10", {}, { maxItemCount: 2 })).toHaveLength(5);
  });

  it("goes on where it stopped when documents are written between two pages", async () => {
    const own = await account.container();
    for (let n = 0; n < 6; n += 1) await own.items.create({ id: `${n}`, pk: "p", n });
    const first = await own.items.query("SELECT VALUE c.n FROM c", { maxItemCount: 3 }).fetchNext();
    await own.item("0", "p").delete();
    await own.item("5", "p").replace({ id: "5", pk: "p", n: 5, changed: true });
    const rest = await own.items
      .query("SELECT VALUE c.n FROM c", { continuationToken: first.continuationToken as string })
      .fetchAll();
    expect([...first.resources, ...rest.resources]).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("reads all documents", async () => {
    expect((await container.items.readAll({ maxItemCount: 50 }).fetchAll()).resources).toHaveLength(60);
  });
});

describe("partition keys", () => {
  it("keep a query to one partition", async () => {
    const keys = await query("SELECT DISTINCT VALUE c.pk FROM c", {}, { partitionKey: "Q1" });
    expect(keys).toEqual(["Q1"]);
  });

  it("keep a query to a hierarchical key or a prefix of it", async () => {
    const { items } = await account.container({ partitionKey: hierarchicalKey });
    for (const [v, [group, customer]] of [
      ["a", "1"],
      ["a", "2"],
      ["ab", "1"],
    ].entries()) {
      await items.create({ id: "same", group, customer, v });
    }
    const values = async (...partitionKey: string[]) =>
      (await items.query("SELECT VALUE c.v FROM c", { partitionKey }).fetchAll()).resources;
    expect(await values("a", "2")).toEqual([1]);
    expect(await values("a")).toEqual([0, 1]);
    expect(await values("ab")).toEqual([2]);
  });
});
