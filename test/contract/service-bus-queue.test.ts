import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServiceBusClient } from "@azure/service-bus";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServiceBus } from "../../local/emulators/service-bus";
import { type Queue, serviceBusClient, serviceBusQueue } from "../../shared/platform/service-bus";
import { controls } from "../environment/emulator-controls";
import { until } from "../environment/until";

const noCredential = { getToken: () => Promise.reject(new Error("The connection string is used.")) };
const away = { kind: "queue-unavailable" };
const clientOf = (port: number) =>
  serviceBusClient(
    {
      SERVICE_BUS: `Endpoint=sb://localhost:${port};SharedAccessKeyName=any;SharedAccessKey=any;UseDevelopmentEmulator=true;`,
    },
    noCredential,
  );

describe("a queue of Service Bus", () => {
  let folder: string;
  let broker: Awaited<ReturnType<typeof startServiceBus>>;
  let client: ServiceBusClient;
  let queue: Queue;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "service-bus-"));
    const queues = { orders: { lockMs: 30_000, maxDeliveryCount: 5 } };
    broker = await startServiceBus({ port: 0, adminPort: 0, file: join(folder, "broker.db"), queues });
    client = clientOf(broker.port);
    queue = serviceBusQueue(client, "orders");
  });
  afterAll(async () => {
    await client.close();
    await broker.close();
    await rm(folder, { recursive: true });
  });

  async function receive(count: number) {
    const receiver = client.createReceiver("orders", { receiveMode: "receiveAndDelete" });
    const messages: { body: unknown; at: Date | undefined }[] = [];
    await until(`${count} messages`, async () => {
      const received = await receiver.receiveMessages(count - messages.length, { maxWaitTimeInMs: 200 });
      messages.push(...received.map(({ body, enqueuedTimeUtc }) => ({ body, at: enqueuedTimeUtc })));
      return messages.length >= count;
    });
    await receiver.close();
    return messages;
  }

  it("S2: what many send in one turn of the event loop arrives, each message once", async () => {
    await Promise.all(Array.from({ length: 50 }, (_, number) => queue.send([{ number }])));
    const received = await receive(50);
    expect(new Set(received.map(({ body }) => (body as { number: number }).number)).size).toBe(50);
  });

  it("S5: a scheduled message arrives at its time, and not before", async () => {
    const at = new Date(Date.now() + 700);
    await queue.schedule({ late: true }, at);
    await queue.send([{ late: false }]);
    const received = await receive(2);
    expect(received.map(({ body }) => body)).toEqual([{ late: false }, { late: true }]);
    expect(received[1]?.at?.getTime()).toBeGreaterThanOrEqual(at.getTime() - 50);
  });

  it("S1: a queue that refuses is a promised failure", async () => {
    const { faults } = controls(broker.adminPort);
    await faults([{ match: { operation: "send" }, respond: { status: 503 } }]);
    const outcomes = await Promise.allSettled([queue.send([{ lost: 1 }]), queue.send([{ lost: 2 }])]);
    await faults([]);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: away });
    await queue.send([{ found: true }]);
    expect((await receive(1)).map(({ body }) => body)).toEqual([{ found: true }]);
  });

  it("S1: after failures in a row nobody waits for a queue that is away", async () => {
    const nobody = clientOf(1);
    const nowhere = serviceBusQueue(nobody, "orders");
    for (let times = 0; times < 3; times += 1) await expect(nowhere.send([{}])).rejects.toMatchObject(away);
    const outcomes = await Promise.race([
      Promise.allSettled([nowhere.send([{}]), nowhere.schedule({}, new Date())]),
      new Promise((resolve) => setTimeout(resolve, 500, "They waited.")),
    ]);
    expect(outcomes).toMatchObject([{ reason: away }, { reason: away }]);
    await nobody.close();
  });
});
