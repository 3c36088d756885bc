/**
 * Azure Storage's own emulator as a process of the environment. Environment: DATA_FOLDER, BLOB_PORT, QUEUE_PORT,
 * TABLE_PORT. It takes its options from the command line, so they are set before it is loaded.
 */
import { connect } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { requiredEnvironment } from "../emulators/control";

const options = {
  "--location": requiredEnvironment("DATA_FOLDER"),
  "--blobPort": requiredEnvironment("BLOB_PORT"),
  "--queuePort": requiredEnvironment("QUEUE_PORT"),
  "--tablePort": requiredEnvironment("TABLE_PORT"),
};

async function main(): Promise<void> {
  process.argv.push("--silent", "--disableTelemetry", "--skipApiVersionCheck", ...Object.entries(options).flat());
  // A parent that died must not leave it behind.
  process.once("disconnect", () => process.exit(0));
  // It listens to messages of its parent, which would keep it alive after its orderly end.
  process.channel?.unref();
  require(join(dirname(require.resolve("azurite/package.json")), "dist", "src", "azurite.js"));
  const port = Number(options["--tablePort"]); // the last that it opens
  while (!(await listens(port))) await delay(50);
  process.send?.({ ready: true, port: Number(options["--blobPort"]) });
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
