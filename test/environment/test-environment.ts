import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import type { EnvironmentOptions, RunningEnvironment } from "../../local/environment/environment";
import { startOnFreePorts } from "./free-ports";
import { leaksIn } from "./leaks";

export interface TestEnvironment extends RunningEnvironment {
  /** What the functions host printed. */
  readonly lines: readonly string[];
}

/** No slow moment of the machine decides whether a create falls back to async, or a card has its measures. */
const patient = { HEADQUARTERS_DEADLINE_MS: "10000", CUSTOMER_INSIGHTS_DEADLINE_MS: "5000" };

/**
 * A whole environment for one test file, with a folder of its own in which the organisation is seeded. Its end fails the
 * file when a line of the functions held something secret or personal (P3).
 */
export async function startTestEnvironment(
  options: Partial<
    Pick<EnvironmentOptions, "settings" | "nodeOptions" | "appFolder" | "partitionKeyRanges" | "withStorage">
  > = {},
): Promise<TestEnvironment> {
  const dataFolder = await mkdtemp(join(tmpdir(), "regulars-"));
  await cp(inject("seededFolder"), dataFolder, { recursive: true });
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
