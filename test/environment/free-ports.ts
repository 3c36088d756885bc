import { join } from "node:path";
import type { EnvironmentOptions, RunningEnvironment } from "../../local/environment/environment";
import type { Ports } from "../../local/environment/ports";

/** Any free port for everything. */
export const freePorts: Ports = {
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

const never = "0 0 0 1 1 *";
const jobs = ["P_0001", "1010", "1040", "1060", "1070", "1090", "1110", "1150"];
/** No timer does anything that nobody asked for. */
export const rarely = {
  ...Object.fromEntries(jobs.map((job) => [`JOB_${job}_SCHEDULE`, never])),
  TASKS_SCHEDULE: never,
};

/**
 * A whole environment from the built code, on free ports. Timers are slow unless their schedule is set, so that nothing
 * happens that was not asked for.
 */
export async function startOnFreePorts(
  options: Omit<EnvironmentOptions, "ports" | "withStorage"> & { readonly withStorage?: boolean | undefined },
): Promise<RunningEnvironment> {
  const { startEnvironment } = builtModule("environment/environment");
  return startEnvironment({
    ...options,
    ports: freePorts,
    withStorage: options.withStorage ?? false,
    settings: { ...rarely, ...options.settings },
  });
}

/** The built form, whose processes start from the files beside it. */
function builtModule(path: string): typeof import("../../local/environment/environment") {
  return require(join(process.cwd(), "dist", "local", path)) as typeof import("../../local/environment/environment");
}
