import { randomUUID } from "node:crypto";
import { CosmosClient } from "@azure/cosmos";
import { ServiceBusClient } from "@azure/service-bus";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { wellKnownKey } from "../../local/emulators/cosmos";
import { type Api, api } from "../environment/api";
import { cosmosControls } from "../environment/emulator-controls";
import { startTestEnvironment, type TestEnvironment } from "../environment/test-environment";
import { until } from "../environment/until";
import { runToItsEnd } from "./crash/repair";

const list = "/headquarters/async-operations";
const headquartersAway = [
  { match: { method: "POST", path: "headquarters/colls/customers/docs" }, respond: { status: 503 } },
];

describe("messages that are dead-lettered", () => {
  let environment: TestEnvironment;
  let sanFrancisco: Api;
  let administrator: Api;
  let bus: ServiceBusClient;

  beforeAll(async () => {
    // A retry comes late: what happens here comes from the messages of the tests alone.
    environment = await startTestEnvironment({ settings: { SYNCHRONIZATION_FIRST_RETRY_MS: "300000" } });
    sanFrancisco = api(environment, await environment.token.worker("000170"));
    administrator = api(environment, await environment.token.administrator());
    const { serviceBus } = environment.emulators.ports;
    const key = "SharedAccessKeyName=local;SharedAccessKey=local;UseDevelopmentEmulator=true;";
    bus = new ServiceBusClient(`Endpoint=sb://localhost:${serviceBus};${key}`);
  });
  afterAll(async () => {
    await bus?.close();
    await environment?.stop();
  });

  const send = (queue: string, body: unknown, messageId: string = randomUUID()) =>
    bus.createSender(queue).sendMessages({ body, messageId });
  const read = async (customerId: string) =>
    (await sanFrancisco.get(`/channels/san-francisco/customers/${customerId}`)).body;
  /** The newest message that nobody can read, unless it is the one that is known. */
  const unreadable = (known?: string) =>
    until("an unreadable message", async () => {
      const { body } = await administrator.get(`${list}?state=failed&top=1`);
      const { kind, operationId, ...rest } = body.items[0] ?? {};
      return kind === "unreadableMessage" && operationId !== known && { kind, operationId, ...rest };
    });
  const listed = (query: string) =>
    until(`an operation with ${query}`, async () => (await administrator.get(`${list}?${query}`)).body.items[0]);

  /** A customer whose operation waits for a late retry. */
  async function waiting(): Promise<{ channelDatabaseGroupId: string; customerId: string }> {
    const { faults } = cosmosControls(environment);
    await faults(headquartersAway);
    const { body } = await sanFrancisco.post("/channels/san-francisco/customers", { lastName: "Waiting" });
    const { customerId } = body;
    await until("an attempt", async () => (await listed(`customerId=${customerId}`)).attempts === 1);
    await faults([]);
    return { channelDatabaseGroupId: "default", customerId };
  }

  /** Takes the next message off its queue, as an operator does in the portal. */
  async function moveByHand(queue: string, body: unknown): Promise<void> {
    await environment.functions.stop();
    await send(queue, body);
    const receiver = bus.createReceiver(queue);
    const [message] = await receiver.receiveMessages(1);
    if (message) await receiver.deadLetterMessage(message);
    await receiver.close();
    await environment.functions.start();
  }

  it("S5: what was moved by hand shows as failed, with a reason, and is synchronized again", async () => {
    const signal = await waiting();
    await moveByHand("customer-synchronization", signal);
    const operation = await listed(`customerId=${signal.customerId}&state=failed`);
    expect(operation.lastError).toBe(
      "Its message was taken off the queue by hand. Synchronize it again when the cause is settled.",
    );
    expect(await read(signal.customerId)).toMatchObject({ syncState: "failed" });
    await administrator.post(`${list}/${operation.operationId}/synchronize`, undefined);
    await until("the number", async () => (await read(signal.customerId)).accountNumber !== null);
  });

  it("S5: an operation on which the consumer crashes fails, is listed, and blocks nobody, the P-job neither", async () => {
    const signal = await waiting();
    const { customerId } = signal;
    const poisoned = await listed(`customerId=${customerId}`);
    await poison(environment, signal, poisoned.operationId);
    await send("customer-synchronization", signal);
    const failed = await listed(`customerId=${customerId}&state=failed`);
    expect(failed.lastError).toMatch(/^Synchronizing it broke off unexpectedly/);
    expect(await read(customerId)).toMatchObject({ syncState: "failed" });

    const healthy = await sanFrancisco.post("/channels/san-francisco/customers", { lastName: "Healthy" });
    await until("its number", async () => (await read(healthy.body.customerId)).accountNumber !== null);
    await runToItsEnd(administrator, "P-0001");
    expect((await administrator.get("/headquarters/jobs/P-0001/runs?top=1")).body.items[0]).toMatchObject({
      state: "succeeded",
    });

    const path = `${list}/${failed.operationId}`;
    expect((await administrator.patch(path, { payload: { firstName: "Ana" } })).status).toBe(400);
    expect((await administrator.patch(path, { payload: { affiliations: ["vip"] } })).status).toBe(200);
    await administrator.post(`${path}/synchronize`, undefined);
    await until("the number", async () => (await read(customerId)).accountNumber !== null);
    expect(await read(customerId)).toMatchObject({ affiliations: ["vip"] });
  });

  it("S5: a message that nobody can read is kept on the list, and can be sent again", async () => {
    await send("customer-synchronization", { who: "nobody" }, "stray-1");
    const message = await unreadable();
    expect(message).toMatchObject({
      kind: "unreadableMessage",
      customerId: null,
      channelId: null,
      lastError: expect.stringMatching(/^A message of the queue customer-synchronization cannot be read/),
      payload: { queueName: "customer-synchronization", messageId: "stray-1", body: { who: "nobody" } },
    });
    const path = `${list}/${message.operationId}`;
    expect((await administrator.patch(path, { payload: { body: { who: "somebody" } } })).status).toBe(200);
    expect((await administrator.post(`${path}/synchronize`, undefined)).status).toBe(202);
    expect((await administrator.get(path)).body).toMatchObject({ state: "done" });
    expect(await unreadable(message.operationId)).toMatchObject({
      payload: { body: { who: "somebody" } },
    });
  });

  it("J3: a queued run whose message was moved ends as failed", async () => {
    const runId = randomUUID();
    await moveByHand("job-runs", { jobId: "1040", mode: "delta", runId, actor: "administrator:test" });
    const run = await until("the run is recorded", async () => {
      const { status, body } = await administrator.get(`/headquarters/jobs/1040/runs/${runId}`);
      return status === 200 && body;
    });
    expect(run).toMatchObject({
      state: "failed",
      error: "The run's message was taken off the queue by hand. Run the job again.",
    });
  });
});

/** Breaks an operation in the database, so that the consumer cannot read it. */
async function poison({ emulators }: TestEnvironment, { customerId }: { customerId: string }, operationId: string) {
  const client = new CosmosClient({ endpoint: `http://localhost:${emulators.ports.cosmos}`, key: wellKnownKey });
  const item = client.database("channels").container("customers").item(operationId, ["default", customerId]);
  await item.patch([{ op: "set", path: "/payload/affiliations", value: "none" }]);
  client.dispose();
}
