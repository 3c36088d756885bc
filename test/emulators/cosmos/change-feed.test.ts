import { ChangeFeedStartFrom, type Container } from "@azure/cosmos";
import { describe, expect, it } from "vitest";
import { hierarchicalKey, testAccount } from "./account";

const account = testAccount();

/** Every change from there on, and the token to go on from. */
async function changesFrom(container: Container, changeFeedStartFrom: ChangeFeedStartFrom, maxItemCount = 100) {
  const iterator = container.items.getChangeFeedIterator({ changeFeedStartFrom, maxItemCount });
  const changes: { id?: string; _lsn?: number }[] = [];
  for (;;) {
    const { statusCode, result, continuationToken } = await iterator.readNext();
    if (statusCode === 304) return { ids: changes.map(({ id }) => id), changes, token: continuationToken };
    expect(result.length).toBeLessThanOrEqual(maxItemCount);
    changes.push(...result);
  }
}

async function create(container: Container, ...ids: readonly string[]) {
  for (const id of ids) await container.items.create({ id, pk: `p${id.length}` });
}

describe("change feed", () => {
  it("gives the whole container in the order of writes, page by page", async () => {
    const container = await account.container();
    const ids = Array.from({ length: 25 }, (_, n) => `${n}`);
    await create(container, ...ids);
    const { ids: seen, changes } = await changesFrom(container, ChangeFeedStartFrom.Beginning(), 10);
    expect(seen).toEqual(ids);
    expect(changes.every(({ _lsn }) => Number.isInteger(_lsn))).toBe(true);
  });

  it("gives the latest version once, and no deletes", async () => {
    const container = await account.container();
    await create(container, "a", "b", "c");
    await container.items.upsert({ id: "a", pk: "p1", again: true });
    await container.item("b", "p1").delete();
    expect((await changesFrom(container, ChangeFeedStartFrom.Beginning())).ids).toEqual(["c", "a"]);
  });

  it("goes on from a continuation token with only what is new", async () => {
    const container = await account.container();
    await create(container, "a", "b");
    const { token } = await changesFrom(container, ChangeFeedStartFrom.Beginning());
    await create(container, "new");
    const next = await changesFrom(container, ChangeFeedStartFrom.Continuation(token));
    expect(next.ids).toEqual(["new"]);
    expect((await changesFrom(container, ChangeFeedStartFrom.Continuation(next.token))).ids).toEqual([]);
  });

  it("starts now, or at a time", async () => {
    const container = await account.container();
    await create(container, "before");
    const iterator = container.items.getChangeFeedIterator({ changeFeedStartFrom: ChangeFeedStartFrom.Now() });
    expect((await iterator.readNext()).statusCode).toBe(304);
    await create(container, "after");
    expect((await iterator.readNext()).result.map(({ id }: { id: string }) => id)).toEqual(["after"]);
    const soon = ChangeFeedStartFrom.Time(new Date(Date.now() + 60_000));
    expect((await changesFrom(container, soon)).ids).toEqual([]);
  });

  it("keeps to one partition key, or to one feed range", async () => {
    const container = await account.container();
    await create(container, "a", "bb", "c");
    expect((await changesFrom(container, ChangeFeedStartFrom.Beginning("p1"))).ids).toEqual(["a", "c"]);
    const ranges = await container.getFeedRanges();
    const perRange = await Promise.all(
      ranges.map(async (range) => (await changesFrom(container, ChangeFeedStartFrom.Beginning(range))).ids),
    );
    expect(perRange.flat().sort()).toEqual(["a", "bb", "c"]);
  });

  it("keeps to the prefix of a hierarchical key", async () => {
    const container = await account.container({ partitionKey: hierarchicalKey });
    for (const [id, group] of ["one", "two", "one"].entries()) {
      await container.items.create({ id: `${id}`, group, customer: `c${id}` });
    }
    expect((await changesFrom(container, ChangeFeedStartFrom.Beginning(["one"]))).ids).toEqual(["0", "2"]);
    expect((await changesFrom(container, ChangeFeedStartFrom.Beginning(["one", "c2"]))).ids).toEqual(["2"]);
  });
});
