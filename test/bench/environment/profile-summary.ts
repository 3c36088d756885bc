import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { CpuProfile } from "./host-probe-client";

/** The functions that used most CPU time themselves, one line each: percent, milliseconds, name, place. */
export function profileSummary(profile: CpuProfile, count: number): string {
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, frameName(callFrame)]));
  const microseconds = new Map<string, number>();
  profile.samples.forEach((sample, index) => {
    const name = frames.get(sample) ?? "(unknown)";
    microseconds.set(name, (microseconds.get(name) ?? 0) + (profile.timeDeltas[index] ?? 0));
  });
  const idle = microseconds.get("(idle)") ?? 0;
  microseconds.delete("(idle)");
  const busy = [...microseconds.values()].reduce((sum, own) => sum + own, 0);
  const top = [...microseconds].sort(([, a], [, b]) => b - a).slice(0, count);
  const lines = top.map(
    ([name, own]) =>
      `${((100 * own) / busy).toFixed(1).padStart(6)} % ${(own / 1000).toFixed(0).padStart(7)} ms  ${name}`,
  );
  return [`busy ${(busy / 1000).toFixed(0)} ms, idle ${(idle / 1000).toFixed(0)} ms`, ...lines].join("\n");
}

function frameName({ functionName, url, lineNumber }: CpuProfile["nodes"][number]["callFrame"]): string {
  if (url === "") return functionName;
  const place = url.startsWith("file:") ? relative(process.cwd(), fileURLToPath(url)) : url;
  return `${functionName || "(anonymous)"}  ${place}:${lineNumber + 1}`;
}
