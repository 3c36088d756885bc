import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ServiceBusClient, type ServiceBusMessage } from "@azure/service-bus";
import { onTestFinished } from "vitest";
import { type Child, startChild } from "./child-process";

export const queueName = "orders";

export interface Backlog {
  readonly active: number;
  readonly locked: number;
  readonly deadLettered: number;
}

export function connectionString(port: number): string {
  return `Endpoint=sb://localhost:${port};SharedAccessKeyName=key;SharedAccessKey=secret;UseDevelopmentEmulator=true;`;
}

/** A broker in a process of its own, which can be killed; its folder keeps its messages. */
export function startBroker(folder: string, port = 0, lockMs = 30_000): Promise<Child> {
  return startChild("local/emulators/service-bus/main.js", {
    PORT: String(port),
    ADMIN_PORT: "0",
    DATA_FILE: join(folder, "messages.db"),
    QUEUES: JSON.stringify({ [queueName]: { lockMs, maxDeliveryCount: 4 } }),
  });
}

export async function brokerForTest({ lockMs = 30_000 } = {}): Promise<{ port: number; backlog(): Promise<Backlog> }> {
  const broker = await startBroker(temporaryFolder(), 0, lockMs);
  onTestFinished(async () => void (await broker.stop("SIGKILL")));
  return {
    port: broker.port,
    async backlog() {
      const response = await fetch(`http://127.0.0.1:${broker.adminPort}/_emulator/queues`);
      const backlogs = (await response.json()) as Record<string, Backlog>;
      return backlogs[queueName] as Backlog;
    },
  };
}

export async function send(port: number, messages: ServiceBusMessage[]): Promise<void> {
  const client = new ServiceBusClient(connectionString(port));
  await client.createSender(queueName).sendMessages(messages);
  await client.close();
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "regulars-broker-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A port that nobody listens on now: for a broker that is to come later. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
