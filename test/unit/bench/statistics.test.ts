import { describe, expect, it } from "vitest";
import { growsWithoutEnd, median, percentile, slope } from "../../bench/load/statistics";

describe("the statistics of the bench", () => {
  it("takes percentiles by nearest rank, whatever the order", () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentile(values, 50)).toBe(50);
    expect(percentile(values, 99)).toBe(99);
    expect(percentile(values, 100)).toBe(100);
    expect(median([5, 1, 9])).toBe(5);
    expect(percentile([], 99)).toBe(0);
  });

  it("fits a line", () => {
    expect(slope([[0, 1], [1, 3], [2, 5]])).toBe(2); // biome-ignore format: points
    expect(slope([[3, 7]])).toBe(0);
  });

  it("tells a backlog that grows from one that stands or swings", () => {
    const samples = (of: (second: number) => number) => Array.from({ length: 60 }, (_, second) => of(second));
    expect(
      growsWithoutEnd(
        samples((second) => 10 * second),
        110,
      ),
    ).toBe(true);
    expect(
      growsWithoutEnd(
        samples(() => 300),
        110,
      ),
    ).toBe(false);
    expect(
      growsWithoutEnd(
        samples((second) => (second % 5) * 40),
        110,
      ),
    ).toBe(false);
    expect(growsWithoutEnd([0, 80], 110)).toBe(false);
  });
});
