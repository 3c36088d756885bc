import { preload } from "../customers/preload";
import { removeFolder, startBenchEnvironment, temporaryFolder } from "../environment/bench-environment";
import { median, rounded } from "../load/statistics";
import type { BenchOptions } from "../options";
import { progressLine } from "../report/progress-line";
import { getByAccountNumber, getByGuid } from "../scenarios/get-customer";
import { idleDistribution } from "../scenarios/idle-distribution";
import type { Figures, Scenario } from "../scenarios/scenario";
import { scenarioContext } from "../scenarios/scenario-context";
import { searchByEmail, searchByFrequentName, searchByName, searchByPhone } from "../scenarios/search-customers";
import { syncCreate } from "../scenarios/sync-create";

const compared: readonly Scenario[] = [
  getByGuid,
  getByAccountNumber,
  searchByEmail,
  searchByPhone,
  searchByName,
  searchByFrequentName,
  syncCreate,
  // Last, so that what the creates changed is brought before it is measured.
  idleDistribution,
];

// Nothing is read again in the middle of a run, so that the counts of two runs can be equal.
const settings = { CONFIGURATION_CACHE_SECONDS: "86400" };

export interface Comparison {
  readonly name: string;
  readonly sizes: readonly Figures[];
  /** Of the median latencies: at the second size to at the first. */
  readonly ratio: number;
  readonly sameCost: boolean;
  readonly faults: readonly string[];
}

/** Runs the same work in turn on two environments that differ only in how many customers they hold. */
export async function compareSizes(options: BenchOptions): Promise<readonly Comparison[]> {
  const folders = await Promise.all(options.compare.map(() => temporaryFolder()));
  try {
    for (const [index, folder] of folders.entries()) await fill(folder, options.compare[index] ?? 0, options.seed);
    const rounds: RoundResult[][] = folders.map(() => []);
    for (let round = 0; round < options.rounds; round += 1) {
      // Whoever comes first is not always the same.
      const inTurn = [...folders.entries()];
      if (round % 2 === 1) inTurn.reverse();
      for (const [index, folder] of inTurn) rounds[index]?.push(await oneRound(folder, round, options));
      console.log(`round ${round + 1} of ${options.rounds} done`);
    }
    return compared.map(({ name }) => comparison(name, rounds));
  } finally {
    await Promise.all(folders.map(removeFolder));
  }
}

async function fill(folder: string, customers: number, seed: number): Promise<void> {
  const environment = await startBenchEnvironment(folder);
  try {
    const host = await environment.startFunctions();
    await preload(environment, host, { customers, seed }, progressLine(customers));
    await host.stop();
  } finally {
    await environment.stop();
  }
}

type RoundResult = ReadonlyMap<string, { readonly figures: Figures; readonly faults: readonly string[] }>;

/** Asks for the customers that both sizes have, one hit a page, so that both do the same. */
async function oneRound(folder: string, run: number, options: BenchOptions): Promise<RoundResult> {
  const { connections, operations, seed } = options;
  const customers = Math.min(...options.compare);
  const environment = await startBenchEnvironment(folder);
  try {
    const host = await environment.startFunctions(settings);
    const given = { connections, seconds: undefined, rate: undefined, operations, seed, customers, top: 1, run };
    const { context, close } = scenarioContext(environment, host, given);
    const results = new Map<string, Awaited<ReturnType<Scenario["run"]>>>();
    for (const scenario of compared) results.set(scenario.name, await scenario.run(context));
    close();
    await host.stop();
    return results;
  } finally {
    await environment.stop();
  }
}

/** A larger number has more digits, and request units count bytes. */
const isClose = (one: number, other: number) => Math.abs(one - other) <= one / 1000;

function comparison(name: string, rounds: readonly (readonly RoundResult[])[]): Comparison {
  const ofSize = (results: readonly RoundResult[], figure: string) =>
    rounded(median(results.map((result) => result.get(name)?.figures[figure] ?? 0)));
  const sizes = rounds.map((results) => ({
    p50Ms: ofSize(results, "p50Ms"),
    p99Ms: ofSize(results, "p99Ms"),
    requestsPerOperation: ofSize(results, "requestsPerOperation"),
    requestUnitsPerOperation: ofSize(results, "requestUnitsPerOperation"),
  }));
  const [few, many] = sizes;
  return {
    name,
    sizes,
    ratio: rounded((many?.p50Ms ?? 0) / (few?.p50Ms || 1)),
    sameCost:
      few?.requestsPerOperation === many?.requestsPerOperation &&
      isClose(few?.requestUnitsPerOperation ?? 0, many?.requestUnitsPerOperation ?? 0),
    faults: rounds.flat().flatMap((result) => result.get(name)?.faults ?? []),
  };
}
