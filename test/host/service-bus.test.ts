import { expect, onTestFinished, test } from "vitest";
import { brokerForTest, connectionString, freePort, send, startBroker, temporaryFolder } from "./broker";
import { appForTest } from "./fixture-app";

const handler = (body: string, hostJson = {}) => ({
  hostJson,
  files: `require("@azure/functions").app.serviceBusQueue("consume", { connection: "SB", queueName: "%QUEUE%",
    handler: async (message, context) => { const { triggerMetadata: m } = context; ${body} } });`,
});
const env = (port: number) => ({ SB: connectionString(port), QUEUE: "orders" });

test("a message arrives with its body, its metadata and its sender's trace, and is completed", async () => {
  const { port, backlog } = await brokerForTest();
  const traceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  const app = await appForTest({
    ...handler("context.log(JSON.stringify([message, m, context.traceContext.traceParent]));"),
    env: env(port),
  });
  await send(port, [
    { body: { n: 1 }, messageId: "m1", correlationId: "c1", applicationProperties: { "Diagnostic-Id": traceParent } },
  ]);
  await app.written(/\[\{"n":1\},/);
  const [body, metadata, trace] = JSON.parse(/\[\{"n":1\},.*\]/.exec(app.output())?.[0] ?? "[]") as unknown[];
  expect(body).toEqual({ n: 1 });
  expect(metadata).toMatchObject({
    messageId: "m1",
    correlationId: "c1",
    deliveryCount: 1,
    sequenceNumber: expect.any(Number),
    enqueuedTimeUtc: expect.stringMatching(/^20.*Z$/),
    lockToken: expect.stringMatching(/^[\w-]{36}$/),
    applicationProperties: { "diagnostic-Id": traceParent },
  });
  expect(trace).toBe(traceParent);
  await expect.poll(backlog).toMatchObject({ active: 0, deadLettered: 0 });
});

test("a message whose function throws comes again, and among its neighbours none is lost or doubled", async () => {
  const { port } = await brokerForTest();
  const app = await appForTest({
    ...handler(`context.log("got", m.messageId, m.deliveryCount);
      if (message.n % 2 === 1 && m.deliveryCount < 3) throw new Error("not yet");
      context.log("did", m.messageId);`),
    env: env(port),
  });
  await send(
    port,
    Array.from({ length: 20 }, (_, n) => ({ body: { n }, messageId: `m${n}` })),
  );
  await app.written(/ did m\d+\n/, 20);
  await app.stop();
  const done = [...app.output().matchAll(/ did (m\d+)\n/g)].map((match) => match[1]);
  expect(new Set(done).size).toBe(20);
  expect([...app.output().matchAll(/ got m\d*[13579] \d\n/g)]).toHaveLength(30);
});

test("a function on the dead-letter sub-queue gets what was delivered too often, and why", async () => {
  const { port, backlog } = await brokerForTest();
  const app = await appForTest({
    hostJson: {},
    files: `const { app } = require("@azure/functions");
      app.serviceBusQueue("consume", { connection: "SB", queueName: "orders",
        handler: async () => { throw new Error("never"); } });
      app.serviceBusQueue("bury", { connection: "SB", queueName: "orders/$deadletterqueue",
        handler: async (message, context) => context.log("buried", message.n, JSON.stringify(context.triggerMetadata)) });`,
    env: { SB: connectionString(port) },
  });
  await send(port, [{ body: { n: 7 }, messageId: "m7" }]);
  await app.written(/ buried 7 .*MaxDeliveryCountExceeded.*after 4 delivery attempts/);
  await expect.poll(backlog).toMatchObject({ active: 0, deadLettered: 0 });
});

test("no more messages at once than host.json allows", async () => {
  const { port } = await brokerForTest();
  const hostJson = { extensions: { serviceBus: { maxConcurrentCalls: 2 } } };
  const app = await appForTest({
    ...handler(
      `globalThis.running = (globalThis.running ?? 0) + 1; context.log("running", globalThis.running);
       await new Promise((resolve) => setTimeout(resolve, 30)); globalThis.running -= 1;`,
      hostJson,
    ),
    env: env(port),
  });
  await send(
    port,
    Array.from({ length: 10 }, (_, n) => ({ body: n })),
  );
  await app.written(/ running \d+\n/, 10);
  const most = Math.max(...[...app.output().matchAll(/ running (\d+)\n/g)].map((match) => Number(match[1])));
  expect(most).toBe(2);
});

test("the host starts without a broker, and listens again when a killed one comes back", async () => {
  const port = await freePort();
  const app = await appForTest({ ...handler("context.log('did', message);"), env: env(port) });
  await app.written(/consume listens again in a moment/);
  const folder = temporaryFolder();
  const first = await startBroker(folder, port);
  await send(port, [{ body: "one" }]);
  await app.written(/ did one\n/);
  await first.stop("SIGKILL");
  await app.written(/consume listens again in a moment/, 2);
  const second = await startBroker(folder, port);
  onTestFinished(async () => void (await second.stop("SIGKILL")));
  await send(port, [{ body: "two" }]);
  const sent = Date.now();
  await app.written(/ did two\n/);
  expect(Date.now() - sent).toBeLessThan(10_000);
});

test("a host whose broker is away still stops", async () => {
  const app = await appForTest({ ...handler(""), env: env(await freePort()) });
  await app.written(/consume listens again in a moment/);
  expect(await app.stop()).toBe(0);
});

test("SIGTERM settles the message that is being handled", async () => {
  const { port, backlog } = await brokerForTest();
  const app = await appForTest({
    ...handler(
      `context.log("begun"); await new Promise((resolve) => process.on("SIGTERM", () => setTimeout(resolve, 200)));`,
    ),
    env: env(port),
  });
  await send(port, [{ body: 1 }]);
  await app.written(/ begun\n/);
  expect(await app.stop()).toBe(0);
  expect(await backlog()).toMatchObject({ active: 0, locked: 0, deadLettered: 0 });
});

test("a handler may take longer than a lock lasts", async () => {
  const { port, backlog } = await brokerForTest({ lockMs: 2_000 });
  const app = await appForTest({
    ...handler(
      'context.log("begun"); await new Promise((resolve) => setTimeout(resolve, 4_500)); context.log("ended");',
    ),
    env: env(port),
  });
  await send(port, [{ body: 1 }]);
  await app.written(/ ended\n/);
  await expect.poll(backlog).toMatchObject({ active: 0, locked: 0 });
  expect(app.output().match(/ begun\n/g)).toHaveLength(1);
});
