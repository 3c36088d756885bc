import type { LogLevel } from "./app/core-types";
import type { HostJson } from "./host-json";

export interface LogSource {
  readonly functionName: string;
  readonly invocationId: string;
  /** Written by the app itself, not about it. */
  readonly byUser: boolean;
}

export interface HostLog {
  write(level: LogLevel, message: string, source?: LogSource): void;
}

const levels: readonly LogLevel[] = ["trace", "debug", "information", "warning", "error", "critical", "none"];

/** One line each: time, level, function and invocation (or "host"), message. `logging.logLevel` of host.json decides. */
export function hostLog(hostJson: HostJson, writeLine: (line: string) => void): HostLog {
  const configured = hostJson.leaves("logging.logLevel");
  const thresholds = new Map<string, number>();
  const threshold = (category: string): number => {
    const known = thresholds.get(category);
    if (known !== undefined) return known;
    const found = thresholdOf(category, configured);
    thresholds.set(category, found);
    return found;
  };
  return {
    write(level, message, source) {
      const category = source ? `function.${source.functionName}${source.byUser ? ".user" : ""}` : "host";
      if (levels.indexOf(level) < threshold(category)) return;
      const origin = source ? `${source.functionName} ${source.invocationId}` : "host -";
      const line = message.includes("\n") ? message.replaceAll("\n", "\\n") : message;
      writeLine(`${new Date().toISOString()} ${level} ${origin} ${line}\n`);
    },
  };
}

/** The longest configured category that is the category itself or a parent of it wins, then "default". */
function thresholdOf(category: string, configured: ReadonlyMap<string, string>): number {
  const parts = category.toLowerCase().split(".");
  for (let length = parts.length; length > 0; length -= 1) {
    const level = configured.get(parts.slice(0, length).join("."));
    if (level !== undefined) return levels.indexOf(level.toLowerCase() as LogLevel);
  }
  return levels.indexOf((configured.get("default")?.toLowerCase() ?? "information") as LogLevel);
}
