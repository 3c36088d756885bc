import { expect, it, vi } from "vitest";
import { useNamespace } from "./namespace";

const namespace = useNamespace({ lockMs: 1_500, maxDeliveryCount: 2 });

const freed = () => vi.waitUntil(async () => (await namespace.backlog())?.locked === 0, { timeout: 10_000 });

it("frees a message when its lock runs out, and refuses the late settlement", async () => {
  await namespace.sender.sendMessages({ body: "slow" });
  const message = await namespace.receiveOne();
  await freed();
  await expect(namespace.receiver.completeMessage(message)).rejects.toMatchObject({ code: "MessageLockLost" });
  expect(await namespace.receiveOne()).toMatchObject({ body: "slow", deliveryCount: 1 });
});

it("answers one lost lock among held ones, each with its own outcome", async () => {
  await namespace.sender.sendMessages({ body: "lost" });
  const lost = await namespace.receiveOne();
  await freed();
  await namespace.sender.sendMessages([{ body: "b" }, { body: "c" }]);
  const held = await namespace.receive(3);
  const settled = [lost, ...held].map((message) => namespace.receiver.completeMessage(message));
  const results = await Promise.allSettled(settled);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled", "fulfilled"]);
});

it("prolongs a lock that is renewed", async () => {
  await namespace.sender.sendMessages({ body: "long" });
  const message = await namespace.receiveOne();
  const before = message.lockedUntilUtc?.getTime() ?? 0;
  await vi.waitUntil(() => Date.now() > before - 1_000, { timeout: 10_000 });
  const renewed = await namespace.receiver.renewMessageLock(message);
  expect(renewed.getTime()).toBeGreaterThan(before);
  await vi.waitUntil(() => Date.now() > before, { timeout: 10_000 });
  await namespace.receiver.completeMessage(message);
});

it("does not renew a lock that was lost", async () => {
  await namespace.sender.sendMessages({ body: "slow" });
  const message = await namespace.receiveOne();
  await freed();
  await expect(namespace.receiver.renewMessageLock(message)).rejects.toMatchObject({ code: "MessageLockLost" });
});

it("dead-letters a message whose lock ran out too often", async () => {
  await namespace.sender.sendMessages({ body: "poison" });
  await namespace.receiveOne();
  await namespace.receiveOne();
  const dead = await namespace.receiveOne(namespace.deadLetters);
  const reasons = {
    deadLetterReason: "MaxDeliveryCountExceeded",
    deadLetterErrorDescription: "Message could not be consumed after 2 delivery attempts.",
  };
  expect(dead).toMatchObject({ body: "poison", ...reasons });
  await namespace.restart();
  expect(await namespace.receiveOne(namespace.deadLetters)).toMatchObject({ body: "poison", ...reasons });
  expect(await namespace.backlog()).toMatchObject({ active: 0, deadLettered: 1 });
});
