import { ChangeFeedStartFrom, type Container } from "@azure/cosmos";
import { describe, expect, it } from "vitest";
import { hierarchicalKey, outcome, testAccount } from "./account";

const account = testAccount(4);
const ids = Array.from({ length: 40 }, (_, n) => `${n}`);
const sorted = (texts: readonly string[]) => [...texts].sort();

async function filled(): Promise<Container> {
  const container = await account.container({ partitionKey: { paths: ["/pk"], version: 2 } });
  await Promise.all(ids.map((id) => container.items.create({ id, pk: `key ${id}`, number: Number(id) })));
  return container;
}

async function idsFrom(container: Container, changeFeedStartFrom: ChangeFeedStartFrom) {
  const iterator = container.items.getChangeFeedIterator({ changeFeedStartFrom, maxItemCount: 7 });
  const found: string[] = [];
  for (;;) {
    const { statusCode, result, continuationToken } = await iterator.readNext();
    if (statusCode === 304) return { found, continuationToken };
    found.push(...result.map(({ id }: { id: string }) => id));
  }
}

describe("several partition key ranges", () => {
  it("each holds a part of the documents, and together they hold all", async () => {
    const container = await filled();
    const ranges = await container.getFeedRanges();
    expect(ranges).toHaveLength(4);
    const parts = await Promise.all(
      ranges.map(async (range) => (await idsFrom(container, ChangeFeedStartFrom.Beginning(range))).found),
    );
    expect(parts.every(({ length }) => length > 0 && length < ids.length)).toBe(true);
    expect(sorted(parts.flat())).toEqual(sorted(ids));
  });

  it("the change feed goes on in each range where it stopped there", async () => {
    const container = await filled();
    const { found, continuationToken } = await idsFrom(container, ChangeFeedStartFrom.Beginning());
    expect(sorted(found)).toEqual(sorted(ids));
    expect(JSON.parse(continuationToken).Continuation).toHaveLength(4);
    await container.items.create({ id: "new", pk: "new" });
    expect((await idsFrom(container, ChangeFeedStartFrom.Continuation(continuationToken))).found).toEqual(["new"]);
  });

  it("a query across them finds each document once, in pages that may be short", async () => {
    const container = await filled();
    const pages = container.items.query("SELECT VALUE c.id FROM c WHERE c.number < 30", { maxItemCount: 20 });
    const sizes: number[] = [];
    const found: string[] = [];
    while (pages.hasMoreResults()) {
      const { resources } = await pages.fetchNext();
      sizes.push(resources.length);
      found.push(...resources);
    }
    expect(sorted(found)).toEqual(sorted(ids.slice(0, 30)));
    expect(sizes.length).toBeGreaterThanOrEqual(4);
  });

  it("in bulk, every operation reaches its range by the SDK's own hash", async () => {
    const container = await account.container({ partitionKey: hierarchicalKey });
    const operations = ids.map((id) => ({
      operationType: "Create" as const,
      resourceBody: { id, group: `g${id}`, customer: id },
      partitionKey: [`g${id}`, id],
    }));
    const responses = await container.items.bulk(operations);
    expect(responses.every(({ statusCode }) => statusCode === 201)).toBe(true);
    const query = "SELECT VALUE c.id FROM c ORDER BY c.id";
    expect((await container.items.query(query, { partitionKey: ["g7"] }).fetchAll()).resources).toEqual(["7"]);
  });

  it("the SDK merges TOP, DISTINCT and aggregates from what each range answers", async () => {
    const container = await filled();
    const all = async (query: string) => (await container.items.query(query).fetchAll()).resources;
    expect(await all("SELECT TOP 3 * FROM c")).toHaveLength(3);
    // Words, not numbers: the SDK's own DISTINCT loses 0, false and "".
    const parities = await all("SELECT DISTINCT VALUE c.number % 2 = 0 ? 'even' : 'odd' FROM c");
    expect(sorted(parities)).toEqual(["even", "odd"]);
    expect(await all("SELECT VALUE COUNT(1) FROM c WHERE c.number >= 30")).toEqual([10]);
    expect(await all("SELECT VALUE SUM(c.number) FROM c")).toEqual([780]);
    expect(await all("SELECT VALUE AVG(c.number) FROM c")).toEqual([19.5]);
    expect(await all("SELECT VALUE MIN(c.number) FROM c")).toEqual([0]);
    expect(await all("SELECT VALUE MAX(c.number) FROM c")).toEqual([39]);
  });

  it("the SDK merges ORDER BY, with TOP or OFFSET LIMIT, from ranges that are sorted each for itself", async () => {
    const container = await filled();
    const all = async (query: string) => (await container.items.query(query, { maxItemCount: 5 }).fetchAll()).resources;
    const numbers = ids.map(Number);
    expect(await all("SELECT VALUE c.number FROM c ORDER BY c.number")).toEqual(numbers);
    const dozens = await all("SELECT * FROM c WHERE c.number >= 10 OR c.number = 3 ORDER BY c.number DESC, c.id");
    expect(dozens.map(({ number }) => number)).toEqual([...numbers.slice(10).reverse(), 3]);
    expect(await all("SELECT TOP 4 VALUE c.number FROM c ORDER BY c.number DESC")).toEqual([39, 38, 37, 36]);
    expect(await all("SELECT VALUE c.id FROM c ORDER BY c.number OFFSET 8 LIMIT 3")).toEqual(["8", "9", "10"]);
  });

  it("what is not planned yet is refused across partitions, and answered in one", async () => {
    const container = await filled();
    for (const query of ["SELECT c.pk, COUNT(1) AS n FROM c GROUP BY c.pk", "SELECT * FROM c OFFSET 0 LIMIT 2"]) {
      expect(await outcome(container.items.query(query).fetchAll())).toBe(501);
      expect(await outcome(container.items.query(query, { partitionKey: "key 7" }).fetchAll())).toBe("done");
    }
  });
});
