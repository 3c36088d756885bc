import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import type { EnvironmentOptions, RunningEnvironment } from "../../local/environment/environment";
import { startOnFreePorts } from "./free-ports";

export interface TestEnvironment extends RunningEnvironment {
  /** What the functions host printed. */
  readonly lines: readonly string[];
}

/** A whole environment for one test file, with a folder of its own in which the organisation is seeded. */
export async function startTestEnvironment(
  options: Partial<
    Pick<EnvironmentOptions, "settings" | "nodeOptions" | "appFolder" | "partitionKeyRanges" | "withStorage">
  > = {},
): Promise<TestEnvironment> {
  const dataFolder = await mkdtemp(join(tmpdir(), "regulars-"));
  await cp(inject("seededFolder"), dataFolder, { recursive: true });
  const lines: string[] = [];
  const environment = await startOnFreePorts({ ...options, dataFolder, onLine: (line) => lines.push(line) });
  return {
    ...environment,
    lines,
    stop: async () => {
      await environment.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
