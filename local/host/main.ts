import { join } from "node:path";
import { startHost } from "./index";
import { StartError } from "./start-error";

/** Runs the app of one folder as a process of its own; the README says which environment variables count. */
async function main(): Promise<void> {
  const directory = process.env["FUNCTIONS_DIRECTORY"] ?? process.cwd();
  const host = await startHost({
    directory,
    port: Number(process.env["PORT"] ?? 7071),
    masterKey: process.env["HOST_MASTER_KEY"],
    stateFolder: process.env["HOST_STATE_FOLDER"] ?? join(directory, ".regulars", "host"),
  });
  const stop = () => {
    host.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  // A parent that died must not leave its host behind.
  process.once("disconnect", stop);
  process.send?.({ ready: true, port: host.port });
}

function fail(error: unknown): never {
  console.error(error instanceof StartError ? error.message : error);
  process.exit(1);
}

main().catch(fail);
