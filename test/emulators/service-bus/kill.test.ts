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
  const client = clientOf(first.port, { timeoutInMs: 1000 });
  const sender = client.createSender("orders");
  const accepted = new Set<number>();
  const settled = new Set<number>();
  let next = 0;
  const subscription = client.createReceiver("orders", { maxAutoLockRenewalDurationInMs: 0 }).subscribe(
    {
      async processMessage() {},
      async processError() {},
    },
    { autoCompleteMessages: false },
  );
  await subscription.close();
  const receiver = client.createReceiver("orders", { maxAutoLockRenewalDurationInMs: 0 });
  const send = async () => {
    const body = next;
    next += 1;
    await sender.sendMessages({ body });
    accepted.add(body);
  };
  const settle = async () => {
    for (const message of await receiver.receiveMessages(5, { maxWaitTimeInMs: 200 })) {
      await receiver.completeMessage(message);
      settled.add(message.body);
    }
  };
  for (let round = 0; round < 10; round += 1) await Promise.all([send(), send(), send(), settle()]);
  // Killed with sends and settlements under way.
  const underWay = Promise.allSettled([...Array.from({ length: 200 }, send), settle()]);
  const killed = first.kill();
  await Promise.all([killed, underWay]);
  await client.close();
  expect(settled.size).toBeGreaterThan(0);

  const second = await emulator.start();
  const reader = clientOf(second.port);
  const left = (await reader.createReceiver("orders").peekMessages(1000)).map(({ body }) => body as number);
  expect([...accepted].filter((body) => !left.includes(body) && !settled.has(body))).toEqual([]);
  expect(left.filter((body) => settled.has(body))).toEqual([]);
  expect(new Set(left).size).toBe(left.length);
  await reader.close();
  await second.kill();
});
