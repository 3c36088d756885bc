import { describe, expect, it, vi } from "vitest";
import { useNamespace } from "./namespace";

const namespace = useNamespace();

describe("sending", () => {
  it("hands on body, properties and identifiers as they were sent", async () => {
    const sent = {
      body: { n: 1, text: "ä" },
      messageId: "m1",
      applicationProperties: { count: 1, ratio: 1.5, ok: true, name: "x" },
      subject: "created",
      contentType: "application/json",
      correlationId: "c1",
      sessionId: "s1",
      partitionKey: "s1",
      timeToLive: 60_000,
    };
    await namespace.sender.sendMessages(sent);
    const message = await namespace.receiveOne();
    expect(message).toMatchObject({ ...sent, deliveryCount: 0, state: "active" });
    expect(message.sequenceNumber?.toNumber()).toBe(1);
    expect(message.enqueuedTimeUtc?.getTime()).toBeLessThanOrEqual(Date.now());
    expect(message.lockedUntilUtc?.getTime()).toBeGreaterThan(Date.now());
  });

  it("keeps bodies of bytes, of nothing, and of more than one frame", async () => {
    const bodies = [Buffer.from([0, 1, 255]), null, "x".repeat(200_000)];
    for (const body of bodies) await namespace.sender.sendMessages({ body });
    const received = [];
    for (const _ of bodies) received.push((await namespace.receiveOne()).body);
    expect(received).toEqual(bodies);
  });

  it("delivers a batch in its order", async () => {
    await namespace.sender.sendMessages([{ body: "a" }, { body: "b" }, { body: "c" }]);
    expect((await namespace.receive(3)).map(({ body }) => body)).toEqual(["a", "b", "c"]);
  });

  it("refuses a message of more than 256 KB", async () => {
    const tooLarge = namespace.sender.sendMessages({ body: "x".repeat(270_000) });
    await expect(tooLarge).rejects.toMatchObject({ code: "MessageSizeExceeded" });
    expect((await namespace.sender.createMessageBatch()).maxSizeInBytes).toBe(262_144);
  });

  it("does not deliver a message whose time to live is over", async () => {
    await namespace.sender.sendMessages([{ body: "short", timeToLive: 1 }, { body: "long" }]);
    const over = Date.now() + 1;
    await vi.waitUntil(() => Date.now() > over);
    expect((await namespace.receiveOne()).body).toBe("long");
  });
});

describe("receiving", () => {
  it("answers an empty receive when its wait is over, and keeps the link", async () => {
    const receive = () => namespace.receiver.receiveMessages(1, { maxWaitTimeInMs: 50 });
    expect(await receive()).toEqual([]);
    expect(await receive()).toEqual([]);
    await namespace.sender.sendMessages({ body: "after" });
    expect((await namespace.receiveOne()).body).toBe("after");
  });

  it("delivers a message that arrives during the wait", async () => {
    const waiting = namespace.receiveOne();
    await namespace.sender.sendMessages({ body: "late" });
    expect((await waiting).body).toBe("late");
  });

  it("removes what it hands out in receive-and-delete", async () => {
    await namespace.sender.sendMessages([{ body: 1 }, { body: 2 }, { body: 3 }]);
    const deleting = namespace.client.createReceiver("orders", { receiveMode: "receiveAndDelete" });
    expect((await namespace.receive(2, deleting)).map(({ body }) => body)).toEqual([1, 2]);
    expect(await namespace.backlog()).toMatchObject({ active: 1, locked: 0 });
  });

  it("shows messages of every state to a peek, without locking them", async () => {
    await namespace.sender.sendMessages([{ body: "deferred" }, { body: "locked" }, { body: "active" }]);
    await namespace.sender.scheduleMessages({ body: "scheduled" }, new Date(Date.now() + 60_000));
    await namespace.receiver.deferMessage(await namespace.receiveOne());
    await namespace.receiveOne();
    const peeked = await namespace.client.createReceiver("orders").peekMessages(10);
    expect(peeked.map(({ body, state }) => `${body} ${state}`)).toEqual([
      "deferred deferred",
      "locked active",
      "active active",
      "scheduled scheduled",
    ]);
    expect(await namespace.backlog()).toEqual({ active: 1, locked: 1, scheduled: 1, deferred: 1, deadLettered: 0 });
  });

  it("streams to a subscriber, and gives a failed message again", async () => {
    const got: unknown[] = [];
    const subscription = namespace.receiver.subscribe(
      {
        processMessage: async ({ body, deliveryCount }) => {
          got.push(`${body} ${deliveryCount}`);
          if (body === "b" && deliveryCount === 0) throw new Error("Fails once.");
        },
        processError: async () => {},
      },
      { maxConcurrentCalls: 1 },
    );
    for (const body of ["a", "b", "c"]) await namespace.sender.sendMessages({ body });
    await vi.waitUntil(async () => got.length === 4 && (await namespace.backlog())?.locked === 0);
    expect(new Set(got)).toEqual(new Set(["a 0", "b 0", "b 1", "c 0"]));
    await subscription.close();
  });

  it("shares the messages between receivers", async () => {
    const counts = [0, 0];
    const subscriptions = counts.map((_, index) =>
      namespace.client.createReceiver("orders", { maxAutoLockRenewalDurationInMs: 0 }).subscribe({
        processMessage: async () => {
          counts[index] = (counts[index] ?? 0) + 1;
        },
        processError: async () => {},
      }),
    );
    const messages = Array.from({ length: 4 }, (_, body) => ({ body }));
    await vi.waitUntil(async () => {
      await namespace.sender.sendMessages(messages);
      return counts.every((count) => count > 0);
    });
    await Promise.all(subscriptions.map((subscription) => subscription.close()));
  });

  it("goes on beyond the 2048 deliveries that rhea keeps", async () => {
    const total = 2500;
    let got = 0;
    const subscription = namespace.receiver.subscribe(
      {
        processMessage: async () => {
          got += 1;
        },
        processError: async () => {},
      },
      { maxConcurrentCalls: 50 },
    );
    for (let sent = 0; sent < total; sent += 500) {
      await namespace.sender.sendMessages(Array.from({ length: 500 }, (_, body) => ({ body })));
    }
    await vi.waitUntil(async () => got === total && (await namespace.backlog())?.locked === 0, { timeout: 10_000 });
    await subscription.close();
  });
});
