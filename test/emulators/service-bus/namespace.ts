import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ServiceBusClient } from "@azure/service-bus";
import { type QueueBacklog, type QueueSettings, startServiceBus } from "../../../local/emulators/service-bus";

/** A broker in this process with a client of it; a file of its own. */
export interface Namespace {
  readonly client: ServiceBusClient;
  admin(method: string, path: string, body?: unknown): Promise<unknown>;
  backlog(queue: string): Promise<QueueBacklog>;
  /** Stops the broker and starts it on the same file; the client from now on is the new one's. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export const settings: QueueSettings = { lockMs: 30_000, maxDeliveryCount: 5 };

export async function openNamespace(queues: Record<string, QueueSettings>): Promise<Namespace> {
  const folder = await mkdtemp(join(tmpdir(), "service-bus-"));
  const start = async () => {
    const emulator = await startServiceBus({ port: 0, adminPort: 0, file: join(folder, "broker.db"), queues });
    return { emulator, client: clientOf(emulator.port) };
  };
  let running = await start();
  const stop = async () => {
    await running.client.close();
    await running.emulator.close();
  };
  const admin = async (method: string, path: string, body?: unknown) => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetch(`http://127.0.0.1:${running.emulator.adminPort}/_emulator/${path}`, init);
    return response.status === 200 ? response.json() : response.status;
  };
  return {
    get client() {
      return running.client;
    },
    admin,
    backlog: async (queue) => ((await admin("GET", "queues")) as Record<string, QueueBacklog>)[queue] as QueueBacklog,
    async restart() {
      await stop();
      running = await start();
    },
    async close() {
      await stop();
      await rm(folder, { recursive: true });
    },
  };
}

export function clientOf(port: number): ServiceBusClient {
  const connectionString = `Endpoint=sb://localhost:${port};SharedAccessKeyName=any;SharedAccessKey=any;UseDevelopmentEmulator=true;`;
  return new ServiceBusClient(connectionString, { retryOptions: { maxRetries: 0, timeoutInMs: 8000 } });
}
