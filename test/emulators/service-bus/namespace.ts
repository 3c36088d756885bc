import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type {
  RetryOptions,
  ServiceBusClient,
  ServiceBusReceivedMessage,
  ServiceBusReceiver,
  ServiceBusSender,
} from "@azure/service-bus";
import { afterEach, beforeEach, onTestFinished } from "vitest";
import { type QueueBacklog, type QueueSettings, startServiceBus } from "../../../local/emulators/service-bus";
import { clientOf } from "./client-of";

/** A broker in this process for each test, on a file and ports of its own, with a client of its queue `orders`. */
export interface Namespace {
  readonly client: ServiceBusClient;
  readonly sender: ServiceBusSender;
  /** Locks are not renewed behind a test's back. */
  readonly receiver: ServiceBusReceiver;
  readonly deadLetters: ServiceBusReceiver;
  readonly file: string;
  /** Closed after the test. */
  newClient(retryOptions: RetryOptions): ServiceBusClient;
  receive(count?: number, from?: ServiceBusReceiver): Promise<ServiceBusReceivedMessage[]>;
  receiveOne(from?: ServiceBusReceiver): Promise<ServiceBusReceivedMessage>;
  admin(method: string, path: string, body?: unknown): Promise<unknown>;
  backlog(): Promise<QueueBacklog | undefined>;
  /** Stops the broker and starts it on the same file, with new clients. */
  restart(): Promise<void>;
}

const defaults: QueueSettings = { lockMs: 30_000, maxDeliveryCount: 5 };

export function useNamespace(settings: Partial<QueueSettings> = {}): Namespace {
  const queues = { orders: { ...defaults, ...settings } };
  let folder: string;
  let running: Awaited<ReturnType<typeof startRunning>>;
  const file = () => join(folder, "broker.db");
  const admin = (method: string, path: string, body?: unknown) =>
    askAdmin(running.emulator.adminPort, method, path, body);
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "service-bus-"));
    running = await startRunning(file(), queues);
  });
  afterEach(async () => {
    await running.stop();
    await rm(folder, { recursive: true });
  });
  const receive = (count = 1, from = running.receiver) => from.receiveMessages(count, { maxWaitTimeInMs: 3000 });
  return {
    get client() {
      return running.client;
    },
    get sender() {
      return running.sender;
    },
    get receiver() {
      return running.receiver;
    },
    get deadLetters() {
      return running.deadLetters;
    },
    get file() {
      return file();
    },
    newClient(retryOptions) {
      const client = clientOf(running.emulator.port, retryOptions);
      onTestFinished(() => client.close());
      return client;
    },
    receive,
    async receiveOne(from) {
      const [message] = await receive(1, from);
      if (!message) throw new Error("There was no message.");
      return message;
    },
    admin,
    backlog: async () => ((await admin("GET", "queues")) as Record<string, QueueBacklog>)["orders"],
    async restart() {
      await running.stop();
      running = await startRunning(file(), queues);
    },
  };
}

async function startRunning(file: string, queues: Record<string, QueueSettings>) {
  const emulator = await startServiceBus({ port: 0, adminPort: 0, file, queues });
  const client = clientOf(emulator.port);
  const manual = { maxAutoLockRenewalDurationInMs: 0 };
  return {
    emulator,
    client,
    sender: client.createSender("orders"),
    receiver: client.createReceiver("orders", manual),
    deadLetters: client.createReceiver("orders", { ...manual, subQueueType: "deadLetter" }),
    async stop() {
      await client.close();
      await emulator.close();
    },
  };
}

async function askAdmin(port: number, method: string, path: string, body?: unknown): Promise<unknown> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await fetch(`http://127.0.0.1:${port}/_emulator/${path}`, init);
  return response.status === 200 ? response.json() : response.status;
}
