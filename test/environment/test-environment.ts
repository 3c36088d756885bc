import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EnvironmentOptions, RunningEnvironment } from "../../local/environment/environment";
import type { Ports } from "../../local/environment/ports";

/** Any free port for everything. */
const freePorts: Ports = {
  functions: 0,
  cosmos: 0,
  serviceBus: 0,
  serviceBusAdmin: 0,
  keyVault: 0,
  entra: 0,
  customerInsights: 0,
  blob: 0,
  queue: 0,
  table: 0,
  telemetry: 0,
};

export interface TestEnvironment extends RunningEnvironment {
  /** What the functions host printed. */
  readonly lines: readonly string[];
}

/**
 * A whole environment for one test file, from the built code, on free ports and with a folder of its own. Timers are
 * slow unless a test sets their schedule, so that nothing happens that the test did not ask for.
 */
export async function startTestEnvironment(
  options: Partial<
    Pick<EnvironmentOptions, "settings" | "nodeOptions" | "appFolder" | "partitionKeyRanges" | "withStorage">
  > = {},
): Promise<TestEnvironment> {
  const { startEnvironment } = builtModule("environment/environment");
  const dataFolder = await mkdtemp(join(tmpdir(), "regulars-"));
  const lines: string[] = [];
  const environment = await startEnvironment({
    ...options,
    dataFolder,
    ports: freePorts,
    withStorage: options.withStorage ?? false,
    settings: { ...rarely, ...options.settings },
    onLine: (line) => lines.push(line),
  });
  return {
    ...environment,
    lines,
    stop: async () => {
      await environment.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

const never = "0 0 0 1 1 *";
const jobs = ["P_0001", "1010", "1040", "1060", "1070", "1090", "1110", "1150"];
const rarely = { ...Object.fromEntries(jobs.map((job) => [`JOB_${job}_SCHEDULE`, never])), TASKS_SCHEDULE: never };

/** The built form, whose processes start from the files beside it. */
function builtModule(path: string): typeof import("../../local/environment/environment") {
  return require(join(process.cwd(), "dist", "local", path)) as typeof import("../../local/environment/environment");
}
