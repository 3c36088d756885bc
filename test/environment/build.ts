import { execFile } from "node:child_process";
import { promisify } from "node:util";

/**
 * Builds the project once before the tests: they start the very processes that `npm start` starts. Types are checked by
 * `npm run types`, which takes longer than all else here.
 */
export async function setup(): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, [require.resolve("typescript/bin/tsc"), "-p", ".", "--noCheck"]);
  } catch (error) {
    throw new Error(`The build failed:\n${(error as { stdout?: string }).stdout}`);
  }
}
