import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Builds the project once before the tests: they start the very processes that `npm start` starts. */
export async function setup(): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, [require.resolve("typescript/bin/tsc"), "-p", "."]);
  } catch (error) {
    throw new Error(`The build failed:\n${(error as { stdout?: string }).stdout}`);
  }
}
