import { rm } from "node:fs/promises";
import { join } from "node:path";

/** The data folder of this environment: `REGULARS_DATA`, else `.regulars` where the command runs. */
export const localDataFolder = () => process.env["REGULARS_DATA"] || join(process.cwd(), ".regulars");

/** Begins from nothing. */
export const reset = (dataFolder: string) => rm(dataFolder, { recursive: true, force: true });

/** Runs a command: a fault ends the process with its message alone. */
export function runCommand(command: () => Promise<void>): void {
  command().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}

/** Ends in order on Ctrl-C or SIGTERM, to this process or to the npm that runs it; a second Ctrl-C does not wait. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const begin = () => {
    stopping = true;
    console.log("Stopping…");
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(130);
      begin();
    });
  }
  whenNpmIsGone(() => {
    if (!stopping) begin();
  });
}

/** npm hands SIGTERM to its shell alone, which ends without a word to what it runs: that gets another parent. */
function whenNpmIsGone(act: () => void): void {
  if (process.env["npm_lifecycle_event"] === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) act();
  }, 500).unref();
}
