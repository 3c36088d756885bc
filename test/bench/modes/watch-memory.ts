import { preload } from "../customers/preload";
import { removeFolder, startBenchEnvironment, temporaryFolder } from "../environment/bench-environment";
import type { Memory } from "../environment/host-probe-client";
import { checkedWork, closedLoop, type Work } from "../load/load-generator";
import { slope } from "../load/statistics";
import type { BenchOptions } from "../options";
import { asyncCreateCall } from "../scenarios/async-answer";
import { drained } from "../scenarios/backlog";
import type { ScenarioContext } from "../scenarios/scenario";
import { scenarioContext } from "../scenarios/scenario-context";
import { syncCreateCalls } from "../scenarios/sync-create";

const samplesOfARun = 10;
const mebibyte = 1024 * 1024;

export interface MemorySample extends Memory {
  readonly creates: number;
}

export interface MemoryResult {
  readonly samples: readonly MemorySample[];
  /** Bytes for each create, over the second half of the run. */
  readonly heapSlope: number;
  readonly rssSlope: number;
  readonly faults: readonly string[];
}

/** Creates customers, half of them in a sync store and half in an async one, and looks at the host's memory. */
export async function watchMemory(options: BenchOptions): Promise<MemoryResult> {
  const folder = await temporaryFolder();
  const environment = await startBenchEnvironment(folder);
  try {
    const host = await environment.startFunctions();
    await preload(environment, host, options);
    const { context, close } = scenarioContext(environment, host, options);
    const faults: string[] = [];
    const samples: MemorySample[] = [];
    const work = await halfAndHalf(context);
    const step = Math.ceil(options.memory / samplesOfARun);
    for (let creates = 0; creates <= options.memory; creates += step) {
      if (creates > 0)
        faults.push(...(await closedLoop(work, { ...options, seconds: undefined, operations: step })).examples);
      const open = await drained(environment.gateway);
      if (open > 0) faults.push(`${open} operations are still open after ${creates} creates`);
      samples.push({ creates, ...(await host.probe.memory()) });
      printSample(samples);
    }
    close();
    await host.stop();
    const secondHalf = samples.filter(({ creates }) => creates >= options.memory / 2);
    faults.push(...heapGrowth(secondHalf));
    const slopeOf = (figure: keyof Memory) => slope(secondHalf.map((sample) => [sample.creates, sample[figure]]));
    return { samples, heapSlope: slopeOf("heapUsed"), rssSlope: slopeOf("rss"), faults };
  } finally {
    await environment.stop();
    await removeFolder(folder);
  }
}

/** More than the swing between two collections is growth. */
const heapSwing = 1.05;

function heapGrowth(secondHalf: readonly MemorySample[]): string[] {
  const [first, last] = [secondHalf[0], secondHalf.at(-1)];
  if (!first || !last || last.heapUsed <= first.heapUsed * heapSwing) return [];
  return [
    `the heap grew from ${first.heapUsed} bytes at ${first.creates} creates to ${last.heapUsed} at ${last.creates}`,
  ];
}

async function halfAndHalf({ client, newCustomers }: ScenarioContext): Promise<Work> {
  const sync = checkedWork(await client("houston"), syncCreateCalls(newCustomers));
  const async = checkedWork(await client("san-francisco"), () => asyncCreateCall(newCustomers.next()));
  let turn = 0;
  return () => (turn++ % 2 === 0 ? sync() : async());
}

function printSample(samples: readonly MemorySample[]): void {
  if (samples.length === 1) console.log(`${"creates".padStart(10)}${"heap MiB".padStart(12)}${"rss MiB".padStart(12)}`);
  const { creates, heapUsed, rss } = samples.at(-1) ?? { creates: 0, heapUsed: 0, rss: 0 };
  const mib = (bytes: number) => (bytes / mebibyte).toFixed(2).padStart(12);
  console.log(`${String(creates).padStart(10)}${mib(heapUsed)}${mib(rss)}`);
}
