import type { AppRegistry } from "../app/app-registry";
import type { LogCategory, LogLevel } from "../app/core-types";
import type { HostLog } from "../host-log";

/** The log as functions write it, through the app's own log hooks. */
export interface UserLog {
  begin(invocationId: string, invocationContext: unknown): void;
  end(invocationId: string): void;
  write(level: LogLevel, category: LogCategory, message: string, functionName: string, invocationId: string): void;
}

export function userLog(registry: AppRegistry, log: HostLog): UserLog {
  const contexts = new Map<string, unknown>();
  return {
    begin: (invocationId, context) => contexts.set(invocationId, context),
    end: (invocationId) => contexts.delete(invocationId),
    write(level, category, message, functionName, invocationId) {
      const source = { functionName, invocationId, byUser: category === "user" };
      if (registry.hooks.log.length === 0) return log.write(level, message, source);
      const invocationContext = contexts.get(invocationId);
      const entry = { hookData: {}, appHookData: registry.appHookData, invocationContext, category, level, message };
      for (const hook of registry.hooks.log) hook(entry);
      // Hooks may change what the app wrote, never what the system wrote.
      if (source.byUser) log.write(entry.level, entry.message, source);
      else log.write(level, message, source);
    },
  };
}
