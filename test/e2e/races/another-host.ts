import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestEnvironment } from "../../environment/test-environment";

export interface AnotherHost {
  readonly baseUrl: string;
  stop(): Promise<void>;
}

/** A second functions host on the environment's databases and queues, as when Azure scales out. */
export async function startAnotherHost({ emulators }: TestEnvironment): Promise<AnotherHost> {
  const { startFunctions } = builtModule();
  const dataFolder = await mkdtemp(join(tmpdir(), "regulars-"));
  const { ports, caFile } = emulators;
  const host = await startFunctions({ port: 0, emulators: ports, caFile, dataFolder, onLine: () => undefined });
  return {
    baseUrl: `http://localhost:${host.ready.port}`,
    async stop() {
      await host.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** The built form, whose processes start from the files beside it. */
function builtModule(): typeof import("../../../local/environment/functions-host") {
  return require(join(process.cwd(), "dist/local/environment/functions-host"));
}
