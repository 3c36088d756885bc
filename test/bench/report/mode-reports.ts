import type { Comparison } from "../modes/compare-sizes";
import type { MemoryResult } from "../modes/watch-memory";

const nameWidth = 24;
const comparisonColumns = [
  ["p50Ms", "p50 ms"],
  ["p99Ms", "p99 ms"],
  ["requestsPerOperation", "requests"],
  ["requestUnitsPerOperation", "RU"],
] as const;

/** Each figure at the one size and at the other. */
export function printComparisons(comparisons: readonly Comparison[], sizes: readonly number[]): void {
  const cell = (text: string) => text.padStart(18);
  const titles = comparisonColumns.map(([, title]) => cell(title)).join("");
  console.log(`${sizes.join(" | ").padEnd(nameWidth)}${titles}${cell("ratio of p50")}${cell("same cost")}`);
  for (const { name, sizes: figures, ratio, sameCost, faults } of comparisons) {
    const cells = comparisonColumns.map(([figure]) => cell(figures.map((some) => some[figure]).join(" | ")));
    console.log(`${name.padEnd(nameWidth)}${cells.join("")}${cell(String(ratio))}${cell(sameCost ? "yes" : "NO")}`);
    for (const fault of faults) console.log(`  ${fault}`);
  }
}

/** `compare.syncCreate.200000.p50Ms`, `compare.syncCreate.ratio`. */
export function flatComparisons(comparisons: readonly Comparison[], sizes: readonly number[]): Record<string, number> {
  const entries = comparisons.flatMap(({ name, sizes: figures, ratio, sameCost }) => [
    ...figures.flatMap((some, index) =>
      Object.entries(some).map(([figure, value]) => [`compare.${name}.${sizes[index]}.${figure}`, value] as const),
    ),
    [`compare.${name}.ratio`, ratio] as const,
    [`compare.${name}.sameCost`, sameCost ? 1 : 0] as const,
  ]);
  return Object.fromEntries(entries);
}

/** `memory.50000.heapUsed` in bytes, `memory.heapSlope` in bytes for each create. */
export function flatMemory({ samples, heapSlope, rssSlope }: MemoryResult): Record<string, number> {
  const entries = samples.flatMap(({ creates, heapUsed, rss }) => [
    [`memory.${creates}.heapUsed`, heapUsed] as const,
    [`memory.${creates}.rss`, rss] as const,
  ]);
  return { ...Object.fromEntries(entries), "memory.heapSlope": heapSlope, "memory.rssSlope": rssSlope };
}

export function printMemory({ heapSlope, rssSlope, faults }: MemoryResult): void {
  const bytes = (slope: number) => `${slope.toFixed(1)} bytes a create`;
  console.log(`second half: heap ${bytes(heapSlope)}, resident ${bytes(rssSlope)}`);
  for (const fault of faults) console.log(`  ${fault}`);
}
