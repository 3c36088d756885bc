import { describe, expect, it } from "vitest";
import { longestHoldMs } from "../../../shared/customers";
import { channel } from "./houston";
import { outage } from "./memory";
import { store } from "./store";

const asyncChannel = channel({ async: true });
const ana = { firstName: "Ana", lastName: "Bowman", email: "ana@example.com" };
const hanna = { firstName: "Hanna", email: "ANA@example.com" };
const refused = { kind: "duplicate-customer" };

describe("possible duplicates of a new customer", () => {
  it("C7: are reported with name and number, and stored by id alone", async () => {
    const { create, createLooking, headquarters, channel: database } = store();
    const { customer } = await create(ana);
    const { copy, duplicates } = await createLooking(hanna, "report");
    const { customerId, accountNumber, name } = customer;
    expect(duplicates).toEqual([{ customerId, accountNumber, name, matchedOn: ["email"] }]);
    const stored = [{ customerId, matchedOn: ["email"] }];
    expect(copy.possibleDuplicates).toEqual(stored);
    expect(database.copy(copy.customer.customerId)?.possibleDuplicates).toEqual(stored);
    expect(headquarters.customers()[1]?.possibleDuplicates).toEqual(stored);
  });

  it("C7: are sought in the channel alone by an async create, pending ones too", async () => {
    const noHeadquarters = outage("headquarters-unavailable", "findDuplicates");
    const { create, createLooking, channel: database } = store({ headquarters: noHeadquarters.before });
    const first = await create(ana, asyncChannel);
    const { copy, duplicates } = await createLooking(hanna, "report", asyncChannel);
    expect(duplicates).toMatchObject([{ customerId: first.customer.customerId, accountNumber: null }]);
    expect(copy.possibleDuplicates).toEqual([{ customerId: first.customer.customerId, matchedOn: ["email"] }]);
    expect(database.operations()).toHaveLength(2);
  });

  it("C7: are sought in the channel when headquarters is away", async () => {
    const away = outage("headquarters-unavailable", "findDuplicates");
    const { create, createLooking } = store({ headquarters: away.before });
    await create(ana, asyncChannel);
    const { copy, duplicates } = await createLooking(hanna, "report");
    expect([copy.asyncReason, duplicates.length]).toEqual(["headquartersUnavailable", 1]);
  });

  it("C7: are flagged by the conversion, which refuses none; those found in the channel stay", async () => {
    const { create, synchronize, channel: database } = store();
    const pending = await create({ ...ana, phone: "281 555 0147" }, asyncChannel);
    const later = await create({ ...hanna, phone: "281 555 0148" }, asyncChannel);
    const atOnce = await create({ lastName: "Bo", phone: "281 555 0148" });
    await synchronize(later.customer.customerId);
    const copy = database.copy(later.customer.customerId);
    expect(copy).toMatchObject({ syncState: "synchronized" });
    expect(copy?.possibleDuplicates).toEqual([
      { customerId: pending.customer.customerId, matchedOn: ["email"] },
      { customerId: atOnce.customer.customerId, matchedOn: ["phone"] },
    ]);
  });

  it("C7: are none of another legal entity, and none of somebody else's contact", async () => {
    const { create, createLooking } = store();
    await create({ lastName: "Bowman", email: "bowman@example.com" });
    expect((await createLooking(ana, "reject")).duplicates).toEqual([]);
  });
});

describe("a create that rejects duplicates", () => {
  it.each([
    ["sync", channel()],
    ["async", asyncChannel],
  ])("C7: %s: is refused with the matches, writes nothing and holds nothing", async (_, where) => {
    const { create, createLooking, channel: database, headquarters } = store();
    const { customer } = await create(ana, where);
    const { customerId, accountNumber, name } = customer;
    const possibleDuplicates = [{ customerId, accountNumber, name, matchedOn: ["email"] }];
    await expect(createLooking(hanna, "reject", where)).rejects.toMatchObject({
      ...refused,
      details: { members: { possibleDuplicates } },
    });
    expect(database.copies()).toHaveLength(1);
    expect([database.locks.held(), headquarters.locks.held()]).toEqual([[], []]);
  });

  it("C7: burns no account number when it is refused", async () => {
    const { create, createLooking } = store();
    await create(ana);
    await expect(createLooking(hanna, "reject")).rejects.toMatchObject(refused);
    expect((await create({ lastName: "Next" })).customer.accountNumber).toBe("00-00000002");
  });

  it("C7: finds who is pending in the channel, also where it creates at once", async () => {
    const { create, createLooking } = store();
    await create(ana, asyncChannel);
    await expect(createLooking(hanna, "reject")).rejects.toMatchObject(refused);
  });

  it.each([
    ["sync", channel()],
    ["async", asyncChannel],
  ])("C7: %s: of sixteen at once one is created, the others find it", async (_, where) => {
    const { createLooking, channel: database, headquarters } = store();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 16 }, (_, index) =>
        createLooking({ lastName: `L${index}`, email: index % 2 ? "X@Example.com" : "x@example.com" }, "reject", where),
      ),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === "rejected") expect(outcome.reason).toMatchObject(refused);
    expect(database.copies()).toHaveLength(1);
    expect([database.locks.held(), headquarters.locks.held()]).toEqual([[], []]);
  });

  it("C7: of sixteen at once one is created when headquarters answers now and then", async () => {
    let calls = 0;
    const before = (call: string) => {
      calls += 1;
      if (call === "create" && calls % 3 !== 0) outage("headquarters-unavailable", call).before(call);
    };
    const { createLooking, channel: database } = store({ headquarters: before });
    const outcomes = await Promise.allSettled(Array.from({ length: 16 }, () => createLooking(ana, "reject")));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(database.copies()).toHaveLength(1);
  });

  it.each([
    ["sync", channel()],
    ["async", asyncChannel],
  ])("C6, C7: %s: a repeated key answers its own customer, whoever came since", async (_, where) => {
    const { create, createLooking } = store();
    const first = await createLooking(ana, "reject", where, "key");
    await create(hanna, where);
    const again = await createLooking(ana, "reject", where, "key");
    expect(again.copy.customer.customerId).toBe(first.copy.customer.customerId);
    await expect(createLooking({ ...ana, lastName: "Other" }, "reject", where, "key")).rejects.toMatchObject({
      kind: "idempotency-key-reused",
    });
  });

  it("C7: locks say nothing of a person", async () => {
    const { createLooking, channel: database } = store({
      channel: (call) => {
        if (call !== "release") return;
        expect(database.locks.held()).toHaveLength(1);
        expect(database.locks.held().join()).not.toMatch(/ana|example/i);
      },
    });
    await createLooking(ana, "reject");
    expect.assertions(2);
  });

  it("C7: what a crash left locked is waited for and then taken; its own repetition takes it at once", async () => {
    const dies = outage("channel-database-unavailable", "release");
    const { createLooking, channel: database, log, now } = store({ channel: dies.before });
    const first = await createLooking(ana, "reject", asyncChannel, "key");
    expect(log.events).toContain("creation-locks.left-to-expire");
    expect(database.locks.held()).toHaveLength(1);
    dies.end();
    const begun = now().getTime();
    expect(await createLooking(ana, "reject", asyncChannel, "key")).toMatchObject({ copy: first.copy });
    expect(now().getTime()).toBe(begun);
  });

  it("C7: waits for whoever holds a key, no longer than a crash may hold it", async () => {
    const dies = outage("channel-database-unavailable", "release");
    const { createLooking, now } = store({ channel: dies.before });
    await createLooking(ana, "reject", asyncChannel);
    const begun = now().getTime();
    await expect(createLooking(hanna, "reject", asyncChannel)).rejects.toMatchObject(refused);
    expect(now().getTime() - begun).toBe(longestHoldMs);
  });

  it("C7: a customer without any contact is created without locks", async () => {
    const { createLooking, headquarters } = store({ channel: outage("channel-database-unavailable", "take").before });
    await createLooking({ lastName: "Bowman" }, "reject");
    expect(headquarters.customers()).toHaveLength(1);
  });
});
