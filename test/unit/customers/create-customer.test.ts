import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { channel } from "./houston";
import { outage } from "./memory";
import { store } from "./store";

const asyncChannel = channel({ async: true });
const ana = { firstName: "Ana", lastName: "Bowman" };

describe("creating a customer", () => {
  it("C1: a sync create is known to headquarters and the channel, under its account number", async () => {
    const { create, headquarters, channel: database } = store();
    const created = await create(ana);
    expect(created).toMatchObject({ syncState: "synchronized", asyncReason: null, revision: 1 });
    expect(created.customer.accountNumber).toBe("00-00000001");
    expect(headquarters.customers()[0]?.customer).toEqual(created.customer);
    expect(database.copies()).toMatchObject([{ customer: created.customer }]);
    expect(database.operations()).toEqual([]);
  });

  it("C1: an async create writes the channel database alone, and signals headquarters", async () => {
    const { create, headquarters, channel: database, signals } = store();
    const created = await create(ana, asyncChannel);
    expect(created).toMatchObject({ syncState: "pendingUpload", asyncReason: "profile", revision: 0 });
    expect(created.customer.accountNumber).toBeNull();
    expect(headquarters.customers()).toEqual([]);
    expect(database.operations()).toMatchObject([{ kind: "create", state: "pending", attempts: 0 }]);
    expect(signals.sent).toEqual([{ channelDatabaseGroupId: "default", customerId: created.customer.customerId }]);
  });

  it("C1: an async create does not need the queue: the P-job finds the operation once it is due", async () => {
    const away = outage("queue-unavailable", "send");
    const { create, channel: database, now } = store({ signals: away.before });
    expect(await create(ana, asyncChannel)).toMatchObject({ syncState: "pendingUpload" });
    const [operation] = database.operations();
    expect(Date.parse(operation?.dueAt ?? "") - now().getTime()).toBeLessThanOrEqual(60_000);
  });

  it.each(["claim", "create"])("C2: headquarters away at its %s makes it asynchronous", async (call) => {
    const away = outage("headquarters-unavailable", call);
    const { create } = store({ headquarters: away.before });
    expect(await create(ana)).toMatchObject({ asyncReason: "headquartersUnavailable", syncState: "pendingUpload" });
  });

  it("C2: what headquarters refuses never falls back to async", async () => {
    const { create, channel: database } = store({ affiliations: [] });
    await expect(create(ana)).rejects.toMatchObject({ kind: "reference-missing" });
    expect(database.copies()).toEqual([]);
  });

  it("C2: a failing channel database is no reason for async", async () => {
    const away = outage("channel-database-unavailable", "insertPending");
    await expect(store({ channel: away.before }).create(ana, asyncChannel)).rejects.toMatchObject({
      kind: "channel-database-unavailable",
    });
  });

  it("C1: a sync create whose copy cannot be written is created all the same", async () => {
    const away = outage("channel-database-unavailable", "insertCopy");
    const { create, headquarters } = store({ channel: away.before });
    expect(await create(ana)).toMatchObject({ syncState: "synchronized" });
    expect(headquarters.customers()).toHaveLength(1);
  });

  it("D4: what a channel may not show is kept in the operation when headquarters was away", async () => {
    const away = outage("headquarters-unavailable", "create");
    const { create, channel: database } = store({ headquarters: away.before });
    const created = await create({ ...ana, title: "Dr.", affiliations: ["vip"] });
    expect(created.customer).toMatchObject({ title: null, affiliations: [] });
    expect(database.operations()[0]?.payload).toMatchObject({ title: "Dr.", affiliations: ["vip"] });
  });

  it("D4: an asynchronous channel leaves inherited affiliations out, here and at headquarters", async () => {
    const { create, channel: database } = store();
    const created = await create(ana, asyncChannel);
    expect(created.customer.affiliations).toEqual([]);
    expect(database.operations()[0]?.payload).toMatchObject({ affiliations: [] });
  });
});

describe("creating a customer again with its idempotency key", () => {
  it.each([
    ["sync", channel()],
    ["async", asyncChannel],
  ])("C6: %s: the same body answers the same customer, another body is refused", async (_, where) => {
    const { create, channel: database } = store();
    const first = await create(ana, where, "key");
    expect(await create({ lastName: "Bowman", firstName: "Ana" }, where, "key")).toMatchObject({
      customer: first.customer,
    });
    await expect(create({ firstName: "Bo" }, where, "key")).rejects.toMatchObject({ kind: "idempotency-key-reused" });
    expect(database.copies()).toHaveLength(1);
  });

  it("C6: keys count per channel", async () => {
    const { create } = store();
    const first = await create(ana, channel(), "key");
    const second = await create({ firstName: "Bo" }, channel({ channelId: "us-web" }), "key");
    expect(second.customer.customerId).not.toBe(first.customer.customerId);
  });

  it("C6: a replay answers the present state", async () => {
    const { create, synchronize } = store();
    const first = await create(ana, asyncChannel, "key");
    await synchronize(first.customer.customerId);
    expect(await create(ana, asyncChannel, "key")).toMatchObject({
      syncState: "synchronized",
      asyncReason: "profile",
      customer: { accountNumber: "00-00000001" },
    });
  });

  it("C6: a crash before the copy was written doubles nothing", async () => {
    const away = outage("channel-database-unavailable", "insertCopy");
    const { create, headquarters, channel: database } = store({ channel: away.before });
    const first = await create(ana, channel(), "key");
    away.end();
    const again = await create(ana, channel(), "key");
    expect(again.customer).toEqual(first.customer);
    await expect(create({ firstName: "Bo" }, channel(), "key")).rejects.toMatchObject({
      kind: "idempotency-key-reused",
    });
    expect([headquarters.customers().length, database.copies().length]).toEqual([1, 1]);
  });

  it("C6: a replay is answered even where such a customer could not be created any more", async () => {
    const { create, channel: database } = store();
    const twoEmails = { ...ana, emails: [{ address: "a@example.com" }, { address: "b@example.com" }] };
    const first = await create(twoEmails, channel({ features: { multipleContacts: true } }), "key");
    expect((await create(twoEmails, channel(), "key")).customer).toEqual(first.customer);
    await expect(create(twoEmails, channel(), "another key")).rejects.toMatchObject({ kind: "feature-disabled" });
    expect(database.copies()).toHaveLength(1);
  });

  it("C4: faults of the request come before features that are missing", async () => {
    const { create } = store();
    const nameless = { emails: [{ address: "a@example.com" }, { address: "b@example.com" }] };
    await expect(create(nameless)).rejects.toMatchObject({ kind: "invalid-request" });
  });

  it("C2: a slow channel database does not count as headquarters being away", async () => {
    const { create } = store({ channel: (method) => (method === "find" ? delay(40) : undefined), deadlineMs: 20 });
    expect(await create(ana, channel(), "key")).toMatchObject({ asyncReason: null, syncState: "synchronized" });
  });

  it("C6: sixteen at once make one customer", async () => {
    const { create, headquarters, channel: database } = store();
    const all = await Promise.all(Array.from({ length: 16 }, () => create(ana, channel(), "key")));
    expect(new Set(all.map(({ customer }) => customer.accountNumber)).size).toBe(1);
    expect([headquarters.customers().length, database.copies().length]).toEqual([1, 1]);
  });
});
