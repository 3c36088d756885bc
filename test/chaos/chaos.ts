/**
 * `npm run chaos -- --minutes 3 --seed 7`. It prints its seed, and ends with 1 when something is not as it was promised;
 * `--lines FILE` keeps what the functions host printed.
 */
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runCommand } from "../../local/environment/command";
import { environmentIn, type TestEnvironment } from "../environment/environment-in";
import { chaosEnvironment, runChaos } from "./run-chaos";

const options = {
  minutes: { type: "string", default: "3" },
  seed: { type: "string" },
  tills: { type: "string", default: "8" },
  lines: { type: "string" },
} as const;

runCommand(async () => {
  const { values } = parseArgs({ options, strict: true });
  const seed = Number(values.seed ?? Date.now() % 100_000);
  const milliseconds = Number(values.minutes) * 60_000;
  const tills = Number(values.tills);
  if (![seed, milliseconds, tills].every((value) => value > 0)) throw new Error("Options are positive numbers.");
  console.log(`Chaos for ${values.minutes} minutes with ${tills} tills, seed ${seed}.`);
  async function chaosIn(environment: TestEnvironment) {
    try {
      return await runChaos(environment, { seed, milliseconds, tills, patienceMs: 180_000 });
    } finally {
      if (values.lines) await writeFile(values.lines, environment.lines.join("\n"));
    }
  }
  const environment = await environmentIn(await mkdtemp(join(tmpdir(), "regulars-chaos-")), chaosEnvironment);
  const report = await chaosIn(environment).finally(() => environment.stop());
  const { customers, changes, disturbed, restMs, faults } = report;
  const kills = Object.entries(disturbed.kills).map(([name, count]) => `${name} ${count}`);
  console.log(`${customers} customers and ${changes} changes were promised.`);
  console.log(`${disturbed.faults} faults; killed: ${kills.join(", ")}. At rest after ${restMs} ms.`);
  for (const fault of faults) console.log(`WRONG: ${fault}`);
  console.log(
    faults.length === 0 ? "All of it is there, once and in order." : `${faults.length} wrong (seed ${seed}).`,
  );
  if (faults.length > 0) process.exitCode = 1;
});
