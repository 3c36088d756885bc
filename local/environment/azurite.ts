import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Ports } from "./ports";

export interface RunningAzurite {
  stop(): Promise<void>;
}

const startTimeoutMs = 20_000;

/** Azure Storage's own emulator, in a process of its own; resolves when its blob endpoint listens. */
export async function startAzurite(
  folder: string,
  ports: Pick<Ports, "blob" | "queue" | "table">,
): Promise<RunningAzurite> {
  const entry = join(dirname(require.resolve("azurite/package.json")), "dist", "src", "azurite.js");
  const portOptions = ["--blobPort", ports.blob, "--queuePort", ports.queue, "--tablePort", ports.table].map(String);
  const options = ["--silent", "--disableTelemetry", "--skipApiVersionCheck", "--location", folder, ...portOptions];
  const child = spawn(process.execPath, [entry, ...options], {
    stdio: ["ignore", "ignore", "inherit"],
    detached: true,
  });
  const exited = once(child, "exit");
  const stop = async () => {
    if (child.exitCode === null) child.kill("SIGTERM");
    await exited;
  };
  const deadline = Date.now() + startTimeoutMs;
  while (!(await listens(ports.blob))) {
    if (child.exitCode !== null) throw new Error(`Azurite ended at its start; is port ${ports.blob} free?`);
    if (Date.now() > deadline) {
      await stop();
      throw new Error("Azurite did not start in time.");
    }
    await delay(100);
  }
  return { stop };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.end());
  });
}
