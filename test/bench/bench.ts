/** `npm run bench`: measures the built app against the local environment. docs/benchmarks.md says how to read it. */
import { runCommand } from "../../local/environment/command";
import { compareSizes } from "./modes/compare-sizes";
import { runScenarios } from "./modes/run-scenarios";
import { watchMemory } from "./modes/watch-memory";
import { type BenchOptions, readOptions } from "./options";
import { flatComparisons, flatMemory, printComparisons, printMemory } from "./report/mode-reports";
import { flatFigures, printHeader } from "./report/scenario-report";
import { writeJson } from "./report/write-json";

interface Outcome {
  readonly figures: Readonly<Record<string, number>>;
  /** Whether every answer was right and nothing grew that must not. */
  readonly sound: boolean;
}

runCommand(async () => {
  const options = readOptions(process.argv.slice(2));
  const { figures, sound } = await modeOf(options)(options);
  const { connections, seed } = options;
  if (options.json) await writeJson(options.json, { connections, seed }, figures);
  if (!sound) process.exitCode = 1;
});

function modeOf({ compare, memory }: BenchOptions): (options: BenchOptions) => Promise<Outcome> {
  if (compare.length > 0) return comparison;
  return memory > 0 ? memoryWatch : throughput;
}

async function throughput(options: BenchOptions): Promise<Outcome> {
  printHeader();
  const results = await runScenarios(options);
  const sound = [...results.values()].every(({ faults }) => faults.length === 0);
  return { figures: { customers: options.customers, ...flatFigures(results) }, sound };
}

async function comparison(options: BenchOptions): Promise<Outcome> {
  const comparisons = await compareSizes(options);
  printComparisons(comparisons, options.compare);
  const sound = comparisons.every(({ sameCost, faults }) => sameCost && faults.length === 0);
  return { figures: flatComparisons(comparisons, options.compare), sound };
}

async function memoryWatch(options: BenchOptions): Promise<Outcome> {
  const result = await watchMemory(options);
  printMemory(result);
  return { figures: flatMemory(result), sound: result.faults.length === 0 };
}
