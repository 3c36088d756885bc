import type { RegisteredFunction } from "../app/app-registry";
import { expandSettings, type Settings } from "../settings";
import { isMonitorable, ncrontab, type Schedule } from "./ncrontab";
import { type ScheduleMonitor, scheduleMonitor } from "./schedule-monitor";

export interface TimerFunction {
  readonly name: string;
  readonly target: RegisteredFunction;
  readonly bindingName: string;
  readonly schedule: Schedule;
  readonly runOnStartup: boolean;
  readonly monitor: ScheduleMonitor | undefined;
}

interface TimerBinding {
  readonly schedule?: string;
  readonly runOnStartup?: boolean;
  readonly useMonitor?: boolean;
}

export function timerFunction(
  target: RegisteredFunction,
  bindingName: string,
  settings: Settings,
  stateFolder: string,
): TimerFunction {
  const { name, bindings } = target.metadata;
  const binding = bindings[bindingName] as TimerBinding;
  const schedule = ncrontab(expandSettings(binding.schedule ?? "", settings, name), name);
  const monitored = binding.useMonitor !== false && isMonitorable(schedule, new Date());
  return {
    name,
    target,
    bindingName,
    schedule,
    runOnStartup: binding.runOnStartup === true,
    monitor: monitored ? scheduleMonitor(stateFolder, name) : undefined,
  };
}
