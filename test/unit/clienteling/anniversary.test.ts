import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateIn, daysUntilAnniversary } from "../../../shared/clienteling/listing/anniversary";

const dayMs = 24 * 3_600_000;
const dates = fc
  .date({ min: new Date("1950-01-01"), max: new Date("2049-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const later = (date: string, days: number) => new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10);

describe("days until an anniversary", () => {
  it.each([
    ["1990-05-04", "2026-05-04", 0],
    ["1990-05-05", "2026-05-04", 1],
    ["1990-05-03", "2026-05-04", 364],
    ["1990-01-02", "2026-12-30", 3],
    ["1988-02-29", "2026-02-27", 1],
    ["1988-02-29", "2026-02-28", 0],
    ["1988-02-29", "2026-03-01", 364],
    ["1988-02-29", "2028-02-28", 1],
    ["1988-02-29", "2028-02-29", 0],
    ["1988-02-29", "2027-12-31", 60],
  ])("B7: %s on %s comes in %i days", (date, today, days) => {
    expect(daysUntilAnniversary(date, today)).toBe(days);
  });

  it("B7: after so many days the day is there, in a year's time at most", () => {
    fc.assert(
      fc.property(dates, dates, (date, today) => {
        const days = daysUntilAnniversary(date, today);
        expect(days).toBeGreaterThanOrEqual(0);
        expect(days).toBeLessThanOrEqual(365);
        const then = later(today, days).slice(5);
        expect(date.endsWith("02-29") ? ["02-29", "02-28"] : [date.slice(5)]).toContain(then);
      }),
    );
  });

  it("B7: today is that of the time zone", () => {
    const now = new Date("2026-03-01T03:00:00Z");
    expect(dateIn("America/Chicago", now)).toBe("2026-02-28");
    expect(dateIn("Europe/Berlin", now)).toBe("2026-03-01");
  });
});
