import { describe, expect, it, vi } from "vitest";
import { useNamespace } from "./namespace";

const namespace = useNamespace({ maxDeliveryCount: 3 });

describe("settling", () => {
  it("removes a completed message", async () => {
    await namespace.sender.sendMessages({ body: "done" });
    await namespace.receiver.completeMessage(await namespace.receiveOne());
    expect(await namespace.backlog()).toMatchObject({ active: 0, locked: 0 });
  });

  it("gives an abandoned message again, before younger ones, with changed properties", async () => {
    const applicationProperties = { kept: 1.5, changed: "old" };
    await namespace.sender.sendMessages([
      { body: "first", applicationProperties, messageId: "m1" },
      { body: "second" },
    ]);
    await namespace.receiver.abandonMessage(await namespace.receiveOne(), { changed: "new", added: 7 });
    const again = await namespace.receiveOne();
    expect(again).toMatchObject({ body: "first", messageId: "m1", deliveryCount: 1 });
    expect(again.applicationProperties).toEqual({ kept: 1.5, changed: "new", added: 7 });
    expect(again.sequenceNumber?.toNumber()).toBe(1);
  });

  it("moves a dead letter with its reason, and lets a copy be sent back", async () => {
    await namespace.sender.sendMessages({ body: { n: 1 }, applicationProperties: { kept: true } });
    const message = await namespace.receiveOne();
    const reason = { deadLetterReason: "bad", deadLetterErrorDescription: "no such store", custom: 7 };
    await namespace.receiver.deadLetterMessage(message, reason);
    const dead = await namespace.receiveOne(namespace.deadLetters);
    expect(dead).toMatchObject({
      body: { n: 1 },
      deadLetterReason: "bad",
      deadLetterErrorDescription: "no such store",
    });
    expect(dead.applicationProperties).toMatchObject({ kept: true, custom: 7 });
    expect(await namespace.backlog()).toMatchObject({ active: 0, deadLettered: 1 });
    await namespace.sender.sendMessages({ body: dead.body });
    await namespace.deadLetters.completeMessage(dead);
    expect((await namespace.receiveOne()).body).toEqual({ n: 1 });
    expect(await namespace.backlog()).toMatchObject({ deadLettered: 0 });
  });

  it("dead-letters a message that was delivered too often", async () => {
    await namespace.sender.sendMessages({ body: "poison" });
    for (const deliveryCount of [0, 1, 2]) {
      const message = await namespace.receiveOne();
      expect(message.deliveryCount).toBe(deliveryCount);
      await namespace.receiver.abandonMessage(message);
    }
    const dead = await namespace.receiveOne(namespace.deadLetters);
    expect(dead).toMatchObject({ body: "poison", deadLetterReason: "MaxDeliveryCountExceeded", deliveryCount: 3 });
  });

  it("keeps a deferred message aside until it is asked for by its number", async () => {
    await namespace.sender.sendMessages([{ body: "later" }, { body: "now" }]);
    const deferred = await namespace.receiveOne();
    await namespace.receiver.deferMessage(deferred, { why: "early" });
    expect((await namespace.receiveOne()).body).toBe("now");
    const [again] = await namespace.receiver.receiveDeferredMessages(deferred.sequenceNumber ?? []);
    expect(again).toMatchObject({ body: "later", applicationProperties: { why: "early" } });
    if (again) await namespace.receiver.completeMessage(again);
    expect(await namespace.backlog()).toMatchObject({ deferred: 0, locked: 1 });
  });

  it("defers an abandoned deferred message again", async () => {
    await namespace.sender.sendMessages({ body: "later" });
    const deferred = await namespace.receiveOne();
    await namespace.receiver.deferMessage(deferred);
    const [again] = await namespace.receiver.receiveDeferredMessages(deferred.sequenceNumber ?? []);
    if (again) await namespace.receiver.abandonMessage(again);
    expect(await namespace.backlog()).toMatchObject({ active: 0, locked: 0, deferred: 1 });
  });

  it("finds no deferred message where there is none", async () => {
    await namespace.sender.sendMessages({ body: "active" });
    const { sequenceNumber } = await namespace.receiveOne();
    const received = namespace.receiver.receiveDeferredMessages(sequenceNumber ?? []);
    await expect(received).rejects.toMatchObject({ code: "MessageNotFound" });
  });

  it("settles over the management link once the receiver is closed", async () => {
    await namespace.sender.sendMessages({ body: "late" });
    const message = await namespace.receiveOne();
    await namespace.receiver.close();
    const other = namespace.client.createReceiver("orders");
    await other.completeMessage(message).catch(() => namespace.receiver.completeMessage(message));
    await vi.waitUntil(async () => (await namespace.backlog())?.locked === 0);
  });

  it("does not mix outcomes that are decided one after the other", async () => {
    await namespace.sender.sendMessages(["complete", "abandon", "dead-letter"].map((body) => ({ body })));
    const [first, second, third] = await namespace.receive(3);
    if (!first || !second || !third) throw new Error("Three messages were sent.");
    await namespace.receiver.completeMessage(first);
    await namespace.receiver.abandonMessage(second);
    await namespace.receiver.deadLetterMessage(third);
    expect((await namespace.receiveOne()).body).toBe("abandon");
    expect((await namespace.receiveOne(namespace.deadLetters)).body).toBe("dead-letter");
  });
});
