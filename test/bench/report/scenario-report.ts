import type { ScenarioResult } from "../scenarios/scenario";

type Results = ReadonlyMap<string, ScenarioResult>;

/** Every figure of a run in one flat object: `syncCreate.perSecond`. */
export function flatFigures(results: Results): Record<string, number> {
  const entries = [...results].flatMap(([name, { figures }]) => [
    ...Object.entries(figures).map(([figure, value]) => [`${name}.${figure}`, value] as const),
    ...ofYardstick(name, results).map((percent) => [`${name}.ofYardstickPercent`, percent] as const),
  ]);
  return Object.fromEntries(entries);
}

/** How much of the bare SDK's creates a second this is; nothing where that was not measured, or a rate was offered. */
function ofYardstick(name: string, results: Results): number[] {
  const yardstick = results.get("yardstick")?.figures["perSecond"];
  const { perSecond, offeredPerSecond } = results.get(name)?.figures ?? {};
  if (!yardstick || perSecond === undefined || offeredPerSecond !== undefined || name === "yardstick") return [];
  return [Math.round((1000 * perSecond) / yardstick) / 10];
}

const columns = [
  ["perSecond", "per s"],
  ["p50Ms", "p50 ms"],
  ["p99Ms", "p99 ms"],
  ["errors", "errors"],
  ["wrong", "wrong"],
  ["requestsPerOperation", "requests"],
  ["requestUnitsPerOperation", "RU"],
  ["hostCpuMsPerOperation", "host CPU ms"],
  ["ofYardstickPercent", "% of yardstick"],
] as const;
const nameWidth = 24;

export function printHeader(): void {
  console.log(
    `${"".padEnd(nameWidth)}${columns.map(([, title]) => title.padStart(Math.max(10, title.length + 2))).join("")}`,
  );
}

/** One row of the table, then what a scenario has to say beyond it. */
export function printScenario(name: string, results: Results): void {
  const flat = flatFigures(results);
  const cells = columns.map(([figure, title]) =>
    String(flat[`${name}.${figure}`] ?? "").padStart(Math.max(10, title.length + 2)),
  );
  console.log(`${name.padEnd(nameWidth)}${cells.join("")}`);
  const shown = new Set<string>(["operations", "benchCpuMsPerOperation", ...columns.map(([figure]) => figure)]);
  const more = Object.entries(results.get(name)?.figures ?? {}).filter(([figure]) => !shown.has(figure));
  if (more.length > 0) console.log(`  ${more.map(([figure, value]) => `${figure} ${value}`).join(", ")}`);
  for (const fault of results.get(name)?.faults ?? []) console.log(`  ${fault}`);
}
