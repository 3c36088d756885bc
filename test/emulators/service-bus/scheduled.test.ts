import { expect, it } from "vitest";
import { useNamespace } from "./namespace";

const namespace = useNamespace();

const soon = () => new Date(Date.now() + 300);
const inASecond = () => new Date(Date.now() + 1_000);
const inAnHour = () => new Date(Date.now() + 3_600_000);

it("delivers a scheduled message when its time has come, and not before", async () => {
  const at = soon();
  const [scheduled] = await namespace.sender.scheduleMessages({ body: "later" }, at);
  await namespace.sender.scheduleMessages({ body: "much later" }, inAnHour());
  const message = await namespace.receiveOne();
  expect(await namespace.backlog()).toMatchObject({ active: 0, scheduled: 1 });
  expect(Date.now()).toBeGreaterThanOrEqual(at.getTime());
  expect(message.body).toBe("later");
  expect(message.enqueuedTimeUtc?.getTime()).toBeGreaterThanOrEqual(at.getTime());
  expect(message.sequenceNumber?.greaterThan(scheduled ?? 0)).toBe(true);
});

it("schedules a message that is sent with a time", async () => {
  const scheduledEnqueueTimeUtc = soon();
  await namespace.sender.sendMessages([{ body: "later", scheduledEnqueueTimeUtc }, { body: "now" }]);
  expect((await namespace.receiveOne()).body).toBe("now");
  expect(await namespace.receiveOne()).toMatchObject({ body: "later", scheduledEnqueueTimeUtc });
});

it("delivers in the order of the times, at once when they are past", async () => {
  const time = (ms: number) => new Date(Date.now() + ms);
  await namespace.sender.scheduleMessages({ body: "third" }, time(1_500));
  await namespace.sender.scheduleMessages({ body: "second" }, time(1_000));
  await namespace.sender.scheduleMessages({ body: "first" }, time(-1000));
  const bodies = [];
  for (let count = 0; count < 3; count += 1) bodies.push((await namespace.receiveOne()).body);
  expect(bodies).toEqual(["first", "second", "third"]);
});

it("does not deliver a cancelled message", async () => {
  const [cancelled] = await namespace.sender.scheduleMessages([{ body: "never" }, { body: "still" }], inASecond());
  await namespace.sender.cancelScheduledMessages(cancelled ?? []);
  expect((await namespace.receiveOne()).body).toBe("still");
  expect(await namespace.backlog()).toMatchObject({ active: 0, scheduled: 0 });
});

it("refuses to cancel a message that is not scheduled", async () => {
  await namespace.sender.sendMessages({ body: "active" });
  const { sequenceNumber } = await namespace.receiveOne();
  const cancelled = namespace.sender.cancelScheduledMessages(sequenceNumber ?? []);
  await expect(cancelled).rejects.toMatchObject({ code: "MessageNotFound" });
});

it("keeps scheduled messages over a restart", async () => {
  const at = soon();
  await namespace.sender.scheduleMessages({ body: "later" }, at);
  await namespace.restart();
  expect((await namespace.receiveOne()).body).toBe("later");
  expect(Date.now()).toBeGreaterThanOrEqual(at.getTime());
});
