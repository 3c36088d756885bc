import type { ServiceBusReceivedMessage, ServiceBusReceiver, ServiceBusSender } from "@azure/service-bus";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Namespace, openNamespace, settings } from "./namespace";

let namespace: Namespace;
let queue: string;
let sender: ServiceBusSender;
let receiver: ServiceBusReceiver;
let queues = Array.from({ length: 20 }, (_, index) => `queue-${index}`);

beforeAll(async () => {
  namespace = await openNamespace(Object.fromEntries(queues.map((name) => [name, settings])));
});
afterAll(() => namespace.close());
beforeEach(() => {
  [queue = "", ...queues] = queues;
  sender = namespace.client.createSender(queue);
  receiver = namespace.client.createReceiver(queue, { maxAutoLockRenewalDurationInMs: 0 });
});

async function receive(count = 1): Promise<ServiceBusReceivedMessage[]> {
  return receiver.receiveMessages(count, { maxWaitTimeInMs: 2000 });
}

async function receiveOne(): Promise<ServiceBusReceivedMessage> {
  const [message] = await receive();
  if (!message) throw new Error("There was no message.");
  return message;
}

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
    await sender.sendMessages(sent);
    const message = await receiveOne();
    expect(message).toMatchObject({ ...sent, deliveryCount: 0, state: "active" });
    expect(message.sequenceNumber?.toNumber()).toBe(1);
    expect(message.enqueuedTimeUtc?.getTime()).toBeLessThanOrEqual(Date.now());
    expect(message.lockedUntilUtc?.getTime()).toBeGreaterThan(Date.now());
    await receiver.completeMessage(message);
    expect(await namespace.backlog(queue)).toMatchObject({ active: 0, locked: 0 });
  });

  it("delivers a batch in its order", async () => {
    await sender.sendMessages([{ body: "a" }, { body: "b" }, { body: "c" }]);
    expect((await receive(3)).map(({ body }) => body)).toEqual(["a", "b", "c"]);
  });
});
