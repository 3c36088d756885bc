const dayMs = 24 * 3_600_000;

/** Making one takes longer than all else that a list does with dates; there are as many as stores have time zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** The date in a time zone, such as 2026-03-01. */
export function dateIn(timeZone: string, now: Date): string {
  const format = formats.get(timeZone) ?? newFormat(timeZone);
  formats.set(timeZone, format);
  const { year, month, day } = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
  return `${year}-${month}-${day}`;
}

const newFormat = (timeZone: string) =>
  new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });

/**
 * How many days until the day of a date comes round, 0 on the day itself (B7). A 29 February is met on 28 February in
 * common years.
 */
export function daysUntilAnniversary(date: string, today: string): number {
  const from = Date.parse(today);
  const year = new Date(from).getUTCFullYear();
  const days = (inYear: number) => Math.round((anniversary(date, inYear) - from) / dayMs);
  return days(year) >= 0 ? days(year) : days(year + 1);
}

function anniversary(date: string, year: number): number {
  const [month = 1, day = 1] = date.split("-").slice(1).map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return Date.UTC(year, month - 1, Math.min(day, lastOfMonth));
}
