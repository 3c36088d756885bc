import { describe, expect, it } from "vitest";
import type { Operation, OperationQuery } from "../../shared/customers";
import {
  cosmosChannelCustomers,
  cosmosOperationCounter,
  cosmosOperationLog,
  cosmosOverdueOperations,
} from "../../shared/platform/cosmos";
import { copyOf, customer, operationOf } from "./customer";
import { testDatabases } from "./databases";

const databases = testDatabases();
const port = () => cosmosChannelCustomers(databases.channels());
const log = () => cosmosOperationLog(databases.channels());

let last = Date.parse("2026-03-01T09:00:00Z");

/** Stores a customer with its operation, a second younger than the one before. */
async function stored(channelId: string, state: Operation["state"] = "failed"): Promise<Operation> {
  last += 1_000;
  const copy = copyOf(customer({ channelId }), databases.unique("group"));
  const operation = { ...operationOf(copy), state, createdAt: new Date(last).toISOString() };
  await port().insertPending(copy, operation);
  return operation;
}

async function allPages(query: Omit<OperationQuery, "top">, top = 2): Promise<string[]> {
  const ids: string[] = [];
  let continuation: string | undefined;
  do {
    const page = await log().list({ ...query, top, continuation });
    expect(page.operations.length).toBeLessThanOrEqual(top);
    ids.push(...page.operations.map(({ operationId }) => operationId));
    continuation = page.continuation;
  } while (continuation !== undefined);
  return ids;
}

const ids = (operations: readonly Pick<Operation, "operationId">[]) => operations.map(({ operationId }) => operationId);

describe("operation log in Cosmos DB", () => {
  it("S5: operations of some states and channels are listed in their order, page by page", async () => {
    const [here, there] = [databases.unique("here"), databases.unique("there")];
    const failed = [await stored(here), await stored(there), await stored(here), await stored(here)];
    const done = await stored(here, "done");
    const elsewhere = await stored(databases.unique("elsewhere"));
    const channelIds = [here, there];
    expect(await allPages({ states: ["failed"], channelIds, order: "oldest" })).toEqual(ids(failed));
    const all = [...failed, done].reverse();
    expect(await allPages({ states: ["failed", "done"], channelIds, order: "newest" })).toEqual(ids(all));
    const ofAll = await allPages({ states: ["failed"], order: "newest" }, 200);
    expect(ofAll).toEqual(expect.arrayContaining([...ids(failed), elsewhere.operationId]));
    expect(ofAll).not.toContain(done.operationId);
  });

  it("S5: operations are counted by their state, in all groups", async () => {
    const counter = cosmosOperationCounter(databases.channels());
    const [failed, cancelled] = [await counter.count("failed"), await counter.count("cancelled")];
    for (let more = 0; more < 5; more += 1) await stored(databases.unique("counted"));
    expect(await counter.count("failed")).toBe(failed + 5);
    expect(await counter.count("cancelled")).toBe(cancelled);
  });

  it("S5: operations of a customer are listed, and found by their id", async () => {
    const channelId = databases.unique("one");
    const operation = await stored(channelId);
    await stored(channelId);
    const customerIds = [operation.customerId];
    const query = { states: ["failed", "done"], order: "newest", customerIds } as const;
    expect(await allPages(query)).toEqual([operation.operationId]);
    expect(await allPages({ ...query, channelIds: [databases.unique("another")] })).toEqual([]);
    expect(await log().find(operation.operationId)).toMatchObject(operation);
    expect(await log().find("none")).toBeUndefined();
  });

  it("S4: the failed operations of customers are found", async () => {
    const channelId = databases.unique("held");
    const [failed, done] = [await stored(channelId), await stored(channelId, "done")];
    const found = await log().ofCustomers([failed.customerId, done.customerId], ["failed"]);
    expect(ids(found)).toEqual([failed.operationId]);
  });

  it("P1: every operation of customers is found, the oldest first", async () => {
    const channelId = databases.unique("all");
    const [first, second] = [await stored(channelId), await stored(channelId, "done")];
    const found = await log().ofCustomers([second.customerId, first.customerId], ["done", "failed"]);
    expect(ids(found)).toEqual([first.operationId, second.operationId]);
  });

  it("S1: an operation that the P-job puts off is listed as sent", async () => {
    const operation = await stored(databases.unique("sent"), "pending");
    await cosmosOverdueOperations(databases.channels()).postpone([operation], new Date());
    const customerIds = [operation.customerId];
    expect(await allPages({ states: ["sent"], customerIds, order: "newest" })).toEqual([operation.operationId]);
    expect(await allPages({ states: ["pending"], customerIds, order: "newest" })).toEqual([]);
  });

  it("a continuation that is none is refused", async () => {
    const query = { states: ["failed"], order: "newest", top: 1, continuation: "garbage" } as const;
    await expect(log().list(query)).rejects.toMatchObject({ kind: "invalid-request" });
  });

  it("a database that is away is a promised failure, at every method", async () => {
    const nowhere = cosmosOperationLog(databases.away.channels);
    const calls = [
      nowhere.list({ states: ["failed"], order: "newest", top: 1 }),
      nowhere.find("a"),
      nowhere.ofCustomers(["a"], ["failed"]),
    ];
    for (const outcome of await Promise.allSettled(calls))
      expect(outcome).toMatchObject({ reason: { kind: "channel-database-unavailable" } });
  });
});
