import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { ChannelCustomer } from "../../shared/customers";
import { cosmosChannelCopies, cosmosChannelCustomers, cosmosOverdueOperations } from "../../shared/platform/cosmos";
import { copyOf, customer, operationOf } from "./customer";
import { testDatabases } from "./databases";

const databases = testDatabases();
const port = () => cosmosChannelCustomers(databases.channels());
const copies = () => cosmosChannelCopies(databases.channels());
const overdue = () => cosmosOverdueOperations(databases.channels());
const away = { kind: "channel-database-unavailable" };

async function pending(group = databases.unique("group"), dueAt?: string) {
  const copy = copyOf(customer(), group);
  const operation = operationOf(copy, dueAt);
  expect(await port().insertPending(copy, operation)).toBe(true);
  return { group, copy, operation, customerId: copy.customer.customerId };
}

describe("channel customers in Cosmos DB", () => {
  it("C1: a pending customer and its operation are stored together, and read as they were", async () => {
    const { group, copy, operation, customerId } = await pending();
    expect(await port().find(group, customerId)).toMatchObject(copy);
    const work = await port().pendingWork(group, customerId);
    expect(work).toMatchObject({ copy, operations: [operation] });
  });

  it("C6: an id that is there already stores neither the customer nor its operation", async () => {
    const { group, copy, customerId } = await pending();
    const other: ChannelCustomer = { ...copy, customer: { ...copy.customer, lastName: "Other" } };
    expect(await port().insertPending(other, operationOf(other))).toBe(false);
    expect((await port().find(group, customerId))?.customer.lastName).toBe("Bowman");
    expect((await port().pendingWork(group, customerId)).operations).toHaveLength(1);
  });

  it("a group does not see another group's copy", async () => {
    const { customerId } = await pending();
    expect(await port().find(databases.unique("other"), customerId)).toBeUndefined();
    expect(await port().pendingWork(databases.unique("other"), customerId)).toEqual({
      copy: undefined,
      operations: [],
    });
  });

  it("C3: finds by account number, in its legal entity and group alone", async () => {
    const group = databases.unique("numbers");
    const copy = copyOf(customer({ accountNumber: "00-Ab" }), group);
    await port().insertCopy(copy);
    expect(await port().findByAccountNumber(group, "usrt", "00-aB")).toMatchObject(copy);
    expect(await port().findByAccountNumber(group, "eurt", "00-Ab")).toBeUndefined();
    expect(await port().findByAccountNumber(databases.unique("none"), "usrt", "00-Ab")).toBeUndefined();
  });

  it("a copy that is held already is left as it is", async () => {
    const { group, copy, customerId } = await pending();
    await port().insertCopy({ ...copy, customer: { ...copy.customer, accountNumber: "00-1" } });
    expect((await port().find(group, customerId))?.customer.accountNumber).toBeNull();
  });

  it("S3: settles operation and copy together, and neither when one has changed", async () => {
    const { group, customerId } = await pending();
    const { copy, operations } = await port().pendingWork(group, customerId);
    const [operation] = operations;
    if (!copy || !operation) throw new Error("There is no work.");
    const failed = { ...operation, state: "failed" as const, lastError: "No such group." };
    expect(await port().settle(failed, { ...copy, syncState: "failed" })).toBe(true);
    expect(await port().settle({ ...operation, state: "done" }, { ...copy, syncState: "synchronized" })).toBe(false);
    const after = await port().pendingWork(group, customerId);
    expect(after).toMatchObject({ copy: { syncState: "failed" }, operations: [{ state: "failed" }] });
    const current = after.operations[0];
    if (!current) throw new Error("There is no operation.");
    expect(await port().settle({ ...current, state: "done" }, copy)).toBe(false);
    expect(await port().settle({ ...current, state: "done" }, undefined)).toBe(true);
    expect((await port().pendingWork(group, customerId)).operations).toEqual([]);
  });

  it("S1: finds what is due and not at an end, and puts it off", async () => {
    const now = new Date("2026-03-01T10:00:00Z");
    const due = await pending(databases.unique("due"));
    await pending(due.group, "2026-03-01T10:00:01.000Z");
    const mine = async (at: Date) =>
      (await overdue().find(at, 100)).filter((one) => one.channelDatabaseGroupId === due.group);
    const found = await mine(now);
    expect(found.map(({ operationId }) => operationId)).toEqual([due.operation.operationId]);
    await overdue().postpone(found, new Date("2026-03-01T11:00:00Z"));
    expect(await mine(now)).toEqual([]);
    const later = await mine(new Date("2026-03-01T12:00:00Z"));
    expect(later.find((one) => one.operationId === due.operation.operationId)).toMatchObject({ state: "sent" });
    expect(later).toHaveLength(2);
  });

  it("S1: an operation that came to its end meanwhile is not put off", async () => {
    const { group, customerId } = await pending();
    const { operations } = await port().pendingWork(group, customerId);
    const [operation] = operations;
    if (!operation) throw new Error("There is no operation.");
    await port().settle({ ...operation, state: "done" }, undefined);
    await overdue().postpone([operation], new Date("2020-01-01T00:00:00Z"));
    const found = await overdue().find(new Date(), 200);
    expect(found.map(({ operationId }) => operationId)).not.toContain(operation.operationId);
  });

  it("J2: bulk copies: new ones, replaced ones, and those that somebody else wrote", async () => {
    const group = databases.unique("bulk");
    const fresh = Array.from({ length: 120 }, () => ({ ...copyOf(customer(), group), etag: undefined }));
    expect(await copies().put(fresh)).toEqual([]);
    const ids = fresh.map((copy) => copy.customer.customerId);
    const held = await copies().find(group, [...ids, randomUUID()]);
    expect(held.size).toBe(120);
    const [first = "", second = ""] = ids;
    const [one, two] = [held.get(first)?.copy, held.get(second)?.copy];
    if (!one || !two) throw new Error("They are not there.");
    await copies().put([{ ...one, revision: 2 }]);
    const lost = await copies().put([
      { ...one, revision: 3 },
      { ...two, revision: 3 },
      { ...two, etag: undefined },
    ]);
    expect(lost).toEqual([first, second]);
    const after = await copies().find(group, [first, second]);
    expect([after.get(first)?.copy.revision, after.get(second)?.copy.revision]).toEqual([2, 3]);
    expect(after.get(first)?.hasCurrentKeys).toBe(true);
  });

  it("a database that is away is a promised failure, at every method", async () => {
    const nowhere = cosmosChannelCustomers(databases.away.channels);
    const copy = copyOf(customer(), "group");
    const operation = { ...operationOf(copy), etag: "1" };
    const calls = [
      nowhere.find("group", copy.customer.customerId),
      nowhere.findByAccountNumber("group", "usrt", "00-1"),
      nowhere.insertPending(copy, operation),
      nowhere.insertCopy(copy),
      nowhere.pendingWork("group", copy.customer.customerId),
      nowhere.settle(operation, { ...copy, etag: "1" }),
      cosmosChannelCopies(databases.away.channels).find("group", ["a"]),
      cosmosChannelCopies(databases.away.channels).put([{ ...copy, etag: undefined }]),
      cosmosOverdueOperations(databases.away.channels).find(new Date(), 1),
      cosmosOverdueOperations(databases.away.channels).postpone([operation], new Date()),
    ];
    for (const outcome of await Promise.allSettled(calls)) expect(outcome).toMatchObject({ reason: away });
  });
});
