import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { preload } from "../customers/preload";
import {
  type BenchEnvironment,
  type FunctionsHost,
  removeFolder,
  startBenchEnvironment,
  temporaryFolder,
} from "../environment/bench-environment";
import { profileSummary } from "../environment/profile-summary";
import { consumerPaused } from "../environment/settings";
import type { BenchOptions } from "../options";
import { progressLine } from "../report/progress-line";
import { printScenario } from "../report/scenario-report";
import { scenarios } from "../scenarios";
import type { Scenario, ScenarioResult } from "../scenarios/scenario";
import { scenarioContext } from "../scenarios/scenario-context";

export type Results = ReadonlyMap<string, ScenarioResult>;

/** Runs the scenarios one after the other on one environment, and prints each as it ends. */
export async function runScenarios(options: BenchOptions): Promise<Results> {
  const chosen = chosenScenarios(options.only);
  const folder = await temporaryFolder();
  const environment = await startBenchEnvironment(folder);
  const results = new Map<string, ScenarioResult>();
  const runAll = async (host: FunctionsHost, some: readonly Scenario[]) => {
    try {
      for (const scenario of some) {
        results.set(scenario.name, await runOne(scenario, environment, host, options));
        printScenario(scenario.name, results);
      }
    } finally {
      await host.stop();
    }
  };
  try {
    const host = await environment.startFunctions();
    await preload(environment, host, options, progressLine(options.customers));
    await runAll(
      host,
      chosen.filter((scenario) => !scenario.consumerPaused),
    );
    const paused = chosen.filter((scenario) => scenario.consumerPaused);
    if (paused.length > 0) await runAll(await environment.startFunctions(consumerPaused), paused);
    return results;
  } finally {
    await environment.stop();
    await removeFolder(folder);
  }
}

function chosenScenarios(only: readonly string[]): readonly Scenario[] {
  const unknown = only.filter((name) => !scenarios.some((scenario) => scenario.name === name));
  if (unknown.length > 0) {
    throw new Error(`No scenario ${unknown.join(", ")}; there is ${scenarios.map(({ name }) => name).join(", ")}.`);
  }
  return only.length === 0 ? scenarios : scenarios.filter(({ name }) => only.includes(name));
}

async function runOne(
  scenario: Scenario,
  environment: BenchEnvironment,
  host: FunctionsHost,
  options: BenchOptions,
): Promise<ScenarioResult> {
  const { context, close } = scenarioContext(environment, host, { ...options, operations: undefined });
  try {
    if (options.profile === undefined) return await scenario.run(context);
    await host.probe.startProfile();
    const result = await scenario.run(context);
    const profile = await host.probe.stopProfile();
    await mkdir(options.profile, { recursive: true });
    await writeFile(join(options.profile, `${scenario.name}.cpuprofile`), JSON.stringify(profile));
    await writeFile(join(options.profile, `${scenario.name}.txt`), `${profileSummary(profile, 40)}\n`);
    return result;
  } finally {
    close();
  }
}
