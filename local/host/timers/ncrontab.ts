import { CronExpressionParser } from "cron-parser";
import { StartError } from "../start-error";
import { timeSpanMs } from "../time-span";

export interface Schedule {
  /** The first occurrence strictly after that moment, in UTC. */
  next(after: Date): Date;
}

const value = String.raw`(?:\d+|[a-z]{3})`;
const part = String.raw`(?:\*|${value}(?:-${value})?)(?:/\d+)?`;
const field = new RegExp(`^${part}(?:,${part})*$`, "i");

/** Reads `{second} {minute} {hour} {day} {month} {day of week}`, in UTC. Throws a `StartError` for anything else. */
export function ncrontab(expression: string, functionName: string): Schedule {
  const refuse = (reason: string) =>
    new StartError(`Function "${functionName}": the schedule "${expression}" ${reason}.`);
  if (timeSpanMs(expression) !== undefined) {
    throw refuse("is a TimeSpan: Azure runs those on a dedicated plan only, and this host never");
  }
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== 6) throw refuse(`has ${fields.length} fields, not 6`);
  if (!fields.every((one) => field.test(one))) throw refuse("uses signs that NCRONTAB does not have");
  const [, , , day, , dayOfWeek] = fields;
  if (dayOfWeek?.includes("7")) throw refuse("counts a seventh day of the week: NCRONTAB has 0 to 6");
  // NCRONTAB wants both to match, cron-parser one of the two: the difference must not go by unseen.
  if (day !== "*" && dayOfWeek !== "*") throw refuse("limits both day and day of week, which this host cannot do");
  try {
    CronExpressionParser.parse(expression, { tz: "UTC" });
  } catch (cause) {
    throw refuse(`cannot be read: ${String(cause)}`);
  }
  return { next: (after) => CronExpressionParser.parse(expression, { tz: "UTC", currentDate: after }).next().toDate() };
}

/** Whether occurrences are at least a minute apart: others are not monitored, on Azure as here. */
export function isMonitorable(schedule: Schedule, from: Date): boolean {
  let occurrence = schedule.next(from);
  for (let count = 0; count < 5; count += 1) {
    const following = schedule.next(occurrence);
    if (following.getTime() - occurrence.getTime() < 60_000) return false;
    occurrence = following;
  }
  return true;
}
