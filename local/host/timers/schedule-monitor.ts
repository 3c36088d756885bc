import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Schedule } from "./ncrontab";

/** When a timer last ran and should next; ISO strings, as Azure keeps them. `last` is the year 1 before any run. */
export interface ScheduleStatus {
  readonly last: string;
  readonly next: string;
  readonly lastUpdated: string;
}

export const never = "0001-01-01T00:00:00.000Z";

/** Remembers each timer's status between two lives of the host, so that missed occurrences are noticed. */
export interface ScheduleMonitor {
  read(): Promise<ScheduleStatus | undefined>;
  write(status: ScheduleStatus): Promise<void>;
}

export function scheduleMonitor(stateFolder: string, functionName: string): ScheduleMonitor {
  const path = join(stateFolder, "timers", `${functionName}.json`);
  return {
    async read() {
      try {
        const status = JSON.parse(await readFile(path, "utf8")) as Partial<ScheduleStatus>;
        return status.last && status.next && status.lastUpdated ? (status as ScheduleStatus) : undefined;
      } catch {
        return undefined;
      }
    },
    async write(status) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(`${path}.new`, JSON.stringify(status));
      await rename(`${path}.new`, path);
    },
  };
}

/** The status to start with: the stored one, set anew when the schedule has changed since (a change is no missed run). */
export function statusAtStart(stored: ScheduleStatus | undefined, schedule: Schedule, now: Date): ScheduleStatus {
  if (!stored) return { last: never, next: schedule.next(now).toISOString(), lastUpdated: now.toISOString() };
  const reckonedFrom = new Date(stored.last === never ? stored.lastUpdated : stored.last);
  const expected = schedule.next(reckonedFrom);
  if (stored.next === expected.toISOString()) return stored;
  if (now > expected) return { last: never, next: schedule.next(now).toISOString(), lastUpdated: now.toISOString() };
  return { last: never, next: expected.toISOString(), lastUpdated: reckonedFrom.toISOString() };
}

/** The status after a run. A timeout may fire a moment early: the next occurrence must still be a later one. */
export function statusAfterRun(
  before: ScheduleStatus,
  schedule: Schedule,
  started: Date,
  scheduled: boolean,
): ScheduleStatus {
  const due = new Date(before.next);
  const ran = scheduled && due > started ? due : started;
  return { last: ran.toISOString(), next: schedule.next(ran).toISOString(), lastUpdated: ran.toISOString() };
}
