import { expect, it } from "vitest";
import { runChaos } from "./run-chaos";

const seed = Number(process.env["CHAOS_SEED"] ?? 11);

it(`S3-S7: whatever breaks, what was promised is there, once and in order (seed ${seed})`, async () => {
  const report = await runChaos({ seed, milliseconds: 12_000, tills: 4, patienceMs: 90_000 });
  expect(report.faults).toEqual([]);
  expect(report.customers).toBeGreaterThan(4);
}, 240_000);
