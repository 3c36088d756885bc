import { describe, expect, it } from "vitest";
import { startServiceBus } from "../../../local/emulators/service-bus";
import { useNamespace } from "./namespace";

const namespace = useNamespace();

describe("over a restart", () => {
  it("keeps messages, their order and properties, and goes on with the numbers", async () => {
    const messages = [1, 2, 3].map((body) => ({ body, applicationProperties: { at: body / 2 } }));
    await namespace.sender.sendMessages(messages);
    await namespace.receiver.completeMessage(await namespace.receiveOne());
    await namespace.restart();
    await namespace.sender.sendMessages({ body: 4 });
    const peeked = await namespace.receiver.peekMessages(10);
    expect(peeked.map(({ body }) => body)).toEqual([2, 3, 4]);
    expect(peeked.map(({ sequenceNumber }) => sequenceNumber?.toNumber())).toEqual([2, 3, 4]);
    expect(peeked[0]?.applicationProperties).toEqual({ at: 1 });
  });

  it("does not give a number twice when all messages were settled", async () => {
    await namespace.sender.sendMessages({ body: 1 });
    await namespace.receiver.completeMessage(await namespace.receiveOne());
    await namespace.restart();
    await namespace.sender.sendMessages({ body: 2 });
    expect((await namespace.receiveOne()).sequenceNumber?.toNumber()).toBe(2);
  });

  it("frees locked messages and remembers that they were delivered", async () => {
    await namespace.sender.sendMessages({ body: "locked" });
    await namespace.receiveOne();
    await namespace.restart();
    expect(await namespace.receiveOne()).toMatchObject({ body: "locked", deliveryCount: 1 });
  });

  it("keeps deferred messages and dead letters", async () => {
    await namespace.sender.sendMessages([{ body: "deferred" }, { body: "dead" }]);
    const [deferred, dead] = await namespace.receive(2);
    if (!deferred || !dead) throw new Error("Two messages were sent.");
    await namespace.receiver.deferMessage(deferred);
    await namespace.receiver.deadLetterMessage(dead, { deadLetterReason: "bad", deadLetterErrorDescription: "" });
    await namespace.restart();
    expect(await namespace.backlog()).toEqual({ active: 0, locked: 0, scheduled: 0, deferred: 1, deadLettered: 1 });
    const [again] = await namespace.receiver.receiveDeferredMessages(deferred.sequenceNumber ?? []);
    expect(again?.body).toBe("deferred");
    expect(await namespace.receiveOne(namespace.deadLetters)).toMatchObject({ body: "dead", deadLetterReason: "bad" });
  });
});

it("refuses a second broker on the same file", async () => {
  const second = startServiceBus({ port: 0, adminPort: 0, file: namespace.file, queues: {} });
  await expect(second).rejects.toThrow("Another Service Bus emulator is running");
});
