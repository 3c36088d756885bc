/**
 * Azure Storage's own emulator as a process of the environment. Environment: DATA_FOLDER, BLOB_PORT, QUEUE_PORT,
 * TABLE_PORT (0 for any free one). It takes its options from the command line, so they are set before it is loaded. Its
 * ready message names the ports in `ports`.
 */
import { type AddressInfo, connect, createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { requiredEnvironment } from "../emulators/control";

async function main(): Promise<void> {
  const location = requiredEnvironment("DATA_FOLDER");
  const ports = {
    blob: await portOf("BLOB_PORT"),
    queue: await portOf("QUEUE_PORT"),
    table: await portOf("TABLE_PORT"),
  };
  const options = {
    "--location": location,
    "--blobPort": String(ports.blob),
    "--queuePort": String(ports.queue),
    "--tablePort": String(ports.table),
  };
  process.argv.push("--silent", "--disableTelemetry", "--skipApiVersionCheck", ...Object.entries(options).flat());
  // A parent that died must not leave it behind.
  process.once("disconnect", () => process.exit(0));
  // It listens to messages of its parent, which would keep it alive after its orderly end.
  process.channel?.unref();
  require(join(dirname(require.resolve("azurite/package.json")), "dist", "src", "azurite.js"));
  while (!(await listens(ports.table))) await delay(50); // the last that it opens
  process.send?.({ ready: true, port: ports.blob, ports });
}

/** Azurite does not say which ports it found, so free ones are found before it starts. */
function portOf(name: string): Promise<number> {
  const port = Number(requiredEnvironment(name));
  if (port !== 0) return Promise.resolve(port);
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port: free } = server.address() as AddressInfo;
      server.close(() => resolve(free));
    });
  });
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket
      .once("error", () => resolve(false))
      .once("connect", () => {
        socket.destroy();
        resolve(true);
      });
  });
}

void main();
