import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startOnFreePorts } from "./free-ports";

declare module "vitest" {
  interface ProvidedContext {
    /** The data folder of an environment that was seeded and stopped. */
    seededFolder: string;
  }
}

/** Seeds the organisation once: every environment of a test begins with a copy of this folder. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataFolder = await mkdtemp(join(tmpdir(), "regulars-seeded-"));
  const environment = await startOnFreePorts({ dataFolder, onLine: () => undefined });
  await environment.stop();
  // When its timers last ran is nothing that an environment with other schedules should know.
  await rm(join(dataFolder, "host"), { recursive: true, force: true });
  project.provide("seededFolder", dataFolder);
  return () => rm(dataFolder, { recursive: true, force: true });
}
