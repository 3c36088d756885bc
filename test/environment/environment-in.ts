import { rm } from "node:fs/promises";
import type { EnvironmentOptions, RunningEnvironment } from "../../local/environment/environment";
import { startOnFreePorts } from "./free-ports";
import { leaksIn } from "./leaks";

export interface TestEnvironment extends RunningEnvironment {
  /** What the functions host printed. */
  readonly lines: readonly string[];
}

export type TestEnvironmentOptions = Partial<
  Pick<EnvironmentOptions, "settings" | "nodeOptions" | "appFolder" | "partitionKeyRanges" | "withStorage">
>;

/** No slow moment of the machine decides whether a create falls back to async, or a card has its measures. */
const patient = { HEADQUARTERS_DEADLINE_MS: "10000", CUSTOMER_INSIGHTS_DEADLINE_MS: "5000" };

/**
 * A whole environment in a data folder, which goes with it. Its end throws when a line of the functions held something
 * secret or personal (P3).
 */
export async function environmentIn(dataFolder: string, options: TestEnvironmentOptions): Promise<TestEnvironment> {
  const settings = { ...patient, ...options.settings };
  const lines: string[] = [];
  const environment = await startOnFreePorts({ ...options, settings, dataFolder, onLine: (line) => lines.push(line) });
  return {
    ...environment,
    lines,
    stop: async () => {
      await environment.stop();
      await rm(dataFolder, { recursive: true, force: true });
      const leaks = leaksIn(lines);
      if (leaks.length > 0) throw new Error(`P3: the functions printed\n${leaks.slice(0, 10).join("\n")}`);
    },
  };
}
