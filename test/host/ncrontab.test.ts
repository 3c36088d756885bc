import { describe, expect, test } from "vitest";
import { isMonitorable, ncrontab } from "../../local/host/timers/ncrontab";
import { never, statusAfterRun, statusAtStart } from "../../local/host/timers/schedule-monitor";

const at = (text: string) => new Date(text);

describe("ncrontab", () => {
  test.each([
    ["0 */5 * * * *", "2026-03-29T00:59:59Z", "2026-03-29T01:00:00.000Z"],
    ["0 30 2 * * *", "2026-03-29T02:30:00Z", "2026-03-30T02:30:00.000Z"],
    ["0 0 6 * * 1-5", "2026-11-20T07:00:00Z", "2026-11-23T06:00:00.000Z"],
    ["15,45 0 0 1 JAN *", "2026-01-01T00:00:15Z", "2026-01-01T00:00:45.000Z"],
    ["0 0 0 29 2 *", "2026-01-01T00:00:00Z", "2028-02-29T00:00:00.000Z"],
  ])("%s after %s is %s, in UTC", (expression, after, expected) => {
    expect(ncrontab(expression, "job").next(at(after)).toISOString()).toBe(expected);
  });

  test.each([
    ["* * * * *", /has 5 fields, not 6/],
    ["00:05:00", /is a TimeSpan/],
    ["0 0 0 L * *", /signs that NCRONTAB does not have/],
    ["0 0 0 1 * 1", /both day and day of week/],
    ["0 61 * * * *", /cannot be read/],
    ["0 0 0 * * 7", /a seventh day of the week/],
    ["@daily", /has 1 fields/],
    ["0 0 0 ? * *", /signs that NCRONTAB does not have/],
  ])("%s is refused", (expression, reason) => {
    expect(() => ncrontab(expression, "job")).toThrow(reason);
  });

  test("schedules below a minute are not monitored", () => {
    expect(isMonitorable(ncrontab("*/30 * * * * *", "job"), new Date())).toBe(false);
    expect(isMonitorable(ncrontab("0 * * * * *", "job"), new Date())).toBe(true);
  });
});

describe("schedule status", () => {
  const hourly = ncrontab("0 0 * * * *", "job");
  const stored = {
    last: "2026-01-01T10:00:00.100Z",
    next: "2026-01-01T11:00:00.000Z",
    lastUpdated: "2026-01-01T10:00:00.100Z",
  };

  test("a first start has missed nothing", () => {
    const now = at("2026-01-01T10:20:00Z");
    expect(statusAtStart(undefined, hourly, now)).toMatchObject({ last: never, next: "2026-01-01T11:00:00.000Z" });
  });

  test("a stored status of the same schedule stands, however old", () => {
    expect(statusAtStart(stored, hourly, at("2026-02-01T00:00:00Z"))).toBe(stored);
  });

  test("a changed schedule has missed nothing", () => {
    const daily = ncrontab("0 0 0 * * *", "job");
    expect(statusAtStart(stored, daily, at("2026-02-01T05:00:00Z")).next).toBe("2026-02-02T00:00:00.000Z");
    expect(statusAtStart(stored, daily, at("2026-01-01T12:00:00Z")).next).toBe("2026-01-02T00:00:00.000Z");
  });

  test("a run that began a moment early counts for its occurrence", () => {
    const after = statusAfterRun(stored, hourly, at("2026-01-01T10:59:59.998Z"), true);
    expect(after).toMatchObject({ last: "2026-01-01T11:00:00.000Z", next: "2026-01-01T12:00:00.000Z" });
  });
});
