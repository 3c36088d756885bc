import { describe, expect, it, vi } from "vitest";
import { useNamespace } from "./namespace";

const namespace = useNamespace();

const fault = (faults: unknown) => namespace.admin("PUT", "faults", [faults]);

describe("faults", () => {
  it.each([429, 503])("makes a send busy (%i), once", async (status) => {
    await fault({ match: { operation: "send", entity: "orders" }, respond: { status }, times: 1 });
    await expect(namespace.sender.sendMessages({ body: 1 })).rejects.toMatchObject({ code: "ServiceBusy" });
    await namespace.sender.sendMessages({ body: 2 });
    expect((await namespace.receiveOne()).body).toBe(2);
  });

  it("fails a send", async () => {
    await fault({ match: { operation: "send" }, respond: { status: 500 }, times: 1 });
    await expect(namespace.sender.sendMessages({ body: 1 })).rejects.toThrow("The service failed");
    expect(await namespace.backlog()).toMatchObject({ active: 0 });
  });

  it("fails one of several sends of the same moment, and no other", async () => {
    await namespace.sender.sendMessages({ body: 0 });
    await fault({ match: { operation: "send" }, respond: { status: 500 }, times: 1 });
    const results = await Promise.allSettled([1, 2, 3].map((body) => namespace.sender.sendMessages({ body })));
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "fulfilled", "rejected"]);
    expect(await namespace.backlog()).toMatchObject({ active: 3 });
  });

  it("fails a receive and keeps the message", async () => {
    await namespace.sender.sendMessages({ body: 1 });
    await fault({ match: { operation: "receive" }, respond: { status: 503 }, times: 1 });
    await expect(namespace.receiveOne()).rejects.toMatchObject({ code: "ServiceBusy" });
    expect(await namespace.receiveOne()).toMatchObject({ body: 1, deliveryCount: 0 });
  });

  it("fails a settlement and leaves the message locked", async () => {
    await namespace.sender.sendMessages({ body: 1 });
    const message = await namespace.receiveOne();
    await fault({ match: { operation: "settle" }, respond: { status: 503 }, times: 1 });
    await expect(namespace.receiver.completeMessage(message)).rejects.toThrow("The service is busy");
    expect(await namespace.backlog()).toMatchObject({ locked: 1 });
  });

  it("fails scheduling", async () => {
    await fault({ match: { operation: "send" }, respond: { status: 503 }, times: 1 });
    const scheduled = namespace.sender.scheduleMessages({ body: 1 }, new Date(Date.now() + 60_000));
    await expect(scheduled).rejects.toMatchObject({ code: "ServiceBusy" });
  });

  it("closes the connection, and serves the next one", async () => {
    await namespace.sender.sendMessages({ body: 0 });
    await fault({ match: { operation: "send" }, drop: true, times: 1 });
    // The SDK notices only by its own timeout that a send has got no answer.
    const sender = namespace.newClient({ timeoutInMs: 1000 }).createSender("orders");
    await expect(sender.sendMessages({ body: 1 })).rejects.toMatchObject({ code: "ServiceTimeout" });
    await sender.sendMessages({ body: 2 });
    expect((await namespace.receiver.peekMessages(5)).map(({ body }) => body)).toEqual([0, 2]);
  });

  it("delays a send and a delivery", async () => {
    await fault({ delayMs: 150 });
    const before = Date.now();
    await namespace.sender.sendMessages({ body: 1 });
    expect(Date.now() - before).toBeGreaterThanOrEqual(145);
    expect((await namespace.receiveOne()).body).toBe(1);
    expect(Date.now() - before).toBeGreaterThanOrEqual(290);
  });

  it("leaves other entities alone", async () => {
    await fault({ match: { entity: "orders/$deadletterqueue" }, respond: { status: 503 } });
    await namespace.sender.sendMessages({ body: 1 });
    await namespace.receiver.deadLetterMessage(await namespace.receiveOne());
    await expect(namespace.receiveOne(namespace.deadLetters)).rejects.toMatchObject({ code: "ServiceBusy" });
  });
});

describe("counts", () => {
  it("counts messages by operation and entity until they are reset", async () => {
    await namespace.sender.sendMessages([{ body: 1 }, { body: 2 }]);
    for (const message of await namespace.receive(2)) await namespace.receiver.deadLetterMessage(message);
    await namespace.deadLetters.completeMessage(await namespace.receiveOne(namespace.deadLetters));
    const counts = (await namespace.admin("GET", "requests")) as { operations: Record<string, { count: number }> };
    expect(Object.fromEntries(Object.entries(counts.operations).map(([name, { count }]) => [name, count]))).toEqual({
      "send orders": 2,
      "receive orders": 2,
      "settle orders": 2,
      "receive orders/$deadletterqueue": 1,
      "settle orders/$deadletterqueue": 1,
    });
    await namespace.admin("DELETE", "requests");
    await vi.waitUntil(async () => ((await namespace.admin("GET", "requests")) as { total: number }).total === 0);
  });

  it("knows no other address", async () => {
    expect(await namespace.admin("GET", "nothing")).toBe(404);
  });
});
