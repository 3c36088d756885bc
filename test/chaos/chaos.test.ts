import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const seed = process.env["CHAOS_SEED"] ?? "11";

it(`S3-S7: whatever breaks, what was promised is there, once and in order (seed ${seed})`, async () => {
  const command = ["dist/test/chaos/chaos.js", "--minutes", "0.2", "--tills", "4", "--seed", seed];
  // What was wrong is in what it printed.
  const { stdout } = await promisify(execFile)(process.execPath, command, { timeout: 230_000 }).catch(
    (failed: { stdout: string }) => failed,
  );
  expect(stdout).toContain("All of it is there, once and in order.");
  expect(Number(/(\d+) customers/.exec(stdout)?.[1])).toBeGreaterThan(4);
}, 240_000);
