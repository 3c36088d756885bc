import { describe, expect, it } from "vitest";
import { Failure } from "../../../shared/failure";
import { channel } from "./houston";
import { outage } from "./memory";
import { store } from "./store";

const asyncChannel = channel({ async: true });
const hour = 3_600_000;

async function pending(faults: Parameters<typeof store>[0] = {}) {
  const used = store(faults);
  const { customer } = await used.create({ firstName: "Ana" }, asyncChannel);
  return { ...used, customerId: customer.customerId, operation: () => used.channel.operations()[0] };
}

describe("synchronizing a customer", () => {
  it("S1: creates it at headquarters and brings its account number into the channel", async () => {
    const { synchronize, customerId, channel: database, operation } = await pending();
    await synchronize(customerId);
    expect(operation()).toMatchObject({ state: "done", attempts: 1, lastError: null });
    expect(database.copy(customerId)).toMatchObject({
      syncState: "synchronized",
      revision: 1,
      asyncReason: "profile",
      customer: { accountNumber: "00-00000001" },
    });
  });

  it("S6: every step has its time", async () => {
    const { synchronize, customerId, channel: database, pass } = await pending();
    pass(1_000);
    await synchronize(customerId);
    const time = "2026-03-01T09:00:01.000Z";
    expect(database.copy(customerId)?.syncTimeline).toEqual({
      created: "2026-03-01T09:00:00.000Z",
      uploaded: time,
      accountAssigned: time,
      distributed: time,
    });
  });

  it("S3: repeated and simultaneous deliveries give one customer and one account number", async () => {
    const { synchronize, customerId, headquarters, channel: database, operation } = await pending();
    await Promise.all([synchronize(customerId), synchronize(customerId), synchronize(customerId)]);
    await synchronize(customerId);
    expect(headquarters.customers()).toHaveLength(1);
    expect(database.copy(customerId)?.customer).toEqual(headquarters.customers()[0]?.customer);
    expect(operation()?.state).toBe("done");
  });

  it("S3: a crash after headquarters has it is made good by the next delivery", async () => {
    let dies = true;
    const before = (call: string) => {
      if (call === "settle" && dies) throw new Error("Killed.");
    };
    const { synchronize, customerId, headquarters, channel: database } = await pending({ channel: before });
    await expect(synchronize(customerId)).rejects.toThrow("Killed.");
    dies = false;
    await synchronize(customerId);
    expect(headquarters.customers()).toHaveLength(1);
    expect(database.copy(customerId)?.customer).toEqual(headquarters.customers()[0]?.customer);
  });

  it("S3: a signal for a customer that is not there does nothing", async () => {
    const { synchronize, headquarters } = await pending();
    await synchronize("22222222-2222-4222-8222-222222222222");
    expect(headquarters.customers()).toEqual([]);
  });

  it("S4: a failed create holds back what follows", async () => {
    const { synchronize, customerId, channel: database, headquarters, operation } = await pending();
    const created = operation();
    if (!created) throw new Error("There is no operation.");
    database.keep({ ...created, state: "failed" });
    database.keep({ ...created, operationId: "later", sequence: 2 });
    await synchronize(customerId);
    expect(headquarters.customers()).toEqual([]);
  });
});

describe("a synchronization that fails", () => {
  it("S5: a permanent failure shows as failed, with its reason, and is not tried again", async () => {
    const { synchronize, customerId, channel: database, operation, signals } = await pending({ affiliations: [] });
    const created = operation();
    if (created?.kind !== "create") throw new Error("There is no such operation.");
    database.keep({ ...created, payload: { ...created.payload, affiliations: ["friend"] } });
    await synchronize(customerId);
    expect(operation()).toMatchObject({ state: "failed", attempts: 1, lastError: expect.stringContaining("friend") });
    expect(database.copy(customerId)?.syncState).toBe("failed");
    expect(signals.scheduled).toEqual([]);
  });

  it("S5: a transient one stores its attempts and next time, and schedules a signal", async () => {
    const away = outage("headquarters-unavailable", "create");
    const used = await pending({ headquarters: away.before });
    await used.synchronize(used.customerId);
    await used.synchronize(used.customerId);
    expect(used.operation()).toMatchObject({ state: "sent", attempts: 2, lastError: "It is away." });
    expect(used.channel.copy(used.customerId)).toMatchObject({ syncState: "pendingAccount" });
    const delays = used.signals.scheduled.map(({ at }) => at.getTime() - used.now().getTime());
    expect(delays).toEqual([1_000, 2_000]);
    away.end();
    await used.synchronize(used.customerId);
    expect(used.operation()).toMatchObject({ state: "done", attempts: 3, lastError: null });
  });

  it("S5: after a day it is given up, and says so", async () => {
    const away = outage("headquarters-unavailable", "create");
    const used = await pending({ headquarters: away.before });
    used.pass(24 * hour + 1);
    await used.synchronize(used.customerId);
    expect(used.operation()).toMatchObject({ state: "failed", lastError: "It is away." });
  });

  it("S5: a queue that is away leaves the operation to the P-job", async () => {
    const away = outage("headquarters-unavailable", "create");
    const queue = outage("queue-unavailable", "schedule");
    const used = await pending({ headquarters: away.before, signals: queue.before });
    await used.synchronize(used.customerId);
    expect(used.operation()).toMatchObject({ state: "sent", attempts: 1 });
  });

  it("S5: a channel database that is away costs no attempt; the signal comes again", async () => {
    const away = outage("channel-database-unavailable", "pendingWork");
    const used = await pending({ channel: away.before });
    await used.synchronize(used.customerId);
    expect(used.signals.scheduled).toHaveLength(1);
    expect(used.operation()?.attempts).toBe(0);
  });

  it("S5: what is unforeseen is thrown, for the queue's delivery count", async () => {
    const before = (call: string) => {
      if (call === "create") throw new TypeError("A bug.");
    };
    const used = await pending({ headquarters: before });
    await expect(used.synchronize(used.customerId)).rejects.toThrow("A bug.");
  });

  it("S7: an exhausted sequence fails the operation with that reason", async () => {
    const before = (call: string) => {
      if (call === "claim") throw new Failure("number-sequence-exhausted", "The number sequence is exhausted.");
    };
    const used = await pending({ headquarters: before });
    await used.synchronize(used.customerId);
    expect(used.operation()).toMatchObject({ state: "failed", lastError: "The number sequence is exhausted." });
  });

  it("B11: client books hear of a conversion of whoever came into one while pending, and of nobody else's", async () => {
    const { create, synchronize, channel: database, followed } = store();
    const [client, other] = await Promise.all([
      create({ firstName: "Ana" }, asyncChannel),
      create({ firstName: "Zoë" }, asyncChannel),
    ]);
    const copy = database.copy(client.customer.customerId);
    if (copy) await database.port.replaceCopy({ ...copy, isClient: true });
    for (const { customer } of [client, other]) await synchronize(customer.customerId);
    expect(followed).toEqual([client.customer.customerId]);
    expect(database.copy(client.customer.customerId)).not.toHaveProperty("isClient");
  });

  it("P3: logs name ids, never the customer", async () => {
    const away = outage("headquarters-unavailable", "create");
    const used = store({ headquarters: away.before });
    const request = { firstName: "Ana", lastName: "Bowman", email: "ana@example.com", phone: "(206) 555-0100" };
    const { customer } = await used.create(request, asyncChannel);
    await used.synchronize(customer.customerId);
    expect(used.log.events).toContain("operation.postponed");
    expect(JSON.stringify(used.log.fields)).not.toMatch(/Ana|Bowman|example|2065550100/);
  });
});
