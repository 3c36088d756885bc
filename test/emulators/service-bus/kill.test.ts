import type { ServiceBusReceivedMessage } from "@azure/service-bus";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type BuiltEmulator, buildEmulator } from "./broker-process";
import { clientOf } from "./client-of";

let emulator: BuiltEmulator;

beforeAll(async () => {
  emulator = await buildEmulator();
});
afterAll(() => emulator.remove());

it("loses nothing that it accepted, and brings back nothing that it settled, when it is killed", async () => {
  const first = await emulator.start();
  const client = clientOf(first.port, { timeoutInMs: 4_000 });
  const sender = client.createSender("orders");
  const receiver = client.createReceiver("orders", { maxAutoLockRenewalDurationInMs: 0 });
  const accepted = new Set<number>();
  const settled = new Set<number>();
  const send = async (body: number) => {
    await sender.sendMessages({ body });
    accepted.add(body);
  };
  await Promise.all(Array.from({ length: 200 }, (_, body) => send(body)));
  const locked = await receiver.receiveMessages(100, { maxWaitTimeInMs: 1000 });

  const settle = async (message: ServiceBusReceivedMessage) => {
    await receiver.completeMessage(message);
    settled.add(message.body);
  };
  await Promise.all(locked.slice(0, 20).map(settle));

  // Killed at the first answer of many that are still to come.
  const sends = Array.from({ length: 200 }, (_, index) => send(200 + index));
  const settlements = locked.slice(20).map(settle);
  await Promise.any([...sends, ...settlements]);
  await Promise.all([first.kill(), Promise.allSettled([...sends, ...settlements])]);
  await client.close();
  expect(settled.size).toBeGreaterThan(0);

  const second = await emulator.start();
  const reader = clientOf(second.port);
  const left = (await reader.createReceiver("orders").peekMessages(1000)).map(({ body }) => body as number);
  // What was to be settled may be so on the disk, though nobody heard of it any more.
  const askedFor = new Set(locked.map(({ body }) => body as number));
  expect([...accepted].filter((body) => !left.includes(body) && !askedFor.has(body))).toEqual([]);
  expect(left.filter((body) => settled.has(body))).toEqual([]);
  expect(new Set(left).size).toBe(left.length);
  await reader.close();
  await second.kill();
});
