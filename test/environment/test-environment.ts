import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { environmentIn, type TestEnvironment, type TestEnvironmentOptions } from "./environment-in";

export type { TestEnvironment };

/** A whole environment for one test file, with a folder of its own in which the organisation is seeded. */
export async function startTestEnvironment(options: TestEnvironmentOptions = {}): Promise<TestEnvironment> {
  const dataFolder = await mkdtemp(join(tmpdir(), "regulars-"));
  await cp(inject("seededFolder"), dataFolder, { recursive: true });
  return environmentIn(dataFolder, options);
}
