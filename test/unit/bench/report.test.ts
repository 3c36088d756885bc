import { describe, expect, it } from "vitest";
import { readOptions } from "../../bench/options";
import { flatFigures } from "../../bench/report/scenario-report";

describe("the report of the bench", () => {
  it("gives every figure a flat name, and what is not offered at a rate a share of the yardstick", () => {
    const results = new Map([
      ["yardstick", { figures: { perSecond: 1000 }, faults: [] }],
      ["syncCreate", { figures: { perSecond: 256, wrong: 0 }, faults: [] }],
      ["asyncCreate", { figures: { perSecond: 110, offeredPerSecond: 110 }, faults: [] }],
    ]);
    expect(flatFigures(results)).toEqual({
      "yardstick.perSecond": 1000,
      "syncCreate.perSecond": 256,
      "syncCreate.wrong": 0,
      "syncCreate.ofYardstickPercent": 25.6,
      "asyncCreate.perSecond": 110,
      "asyncCreate.offeredPerSecond": 110,
    });
  });
});

describe("the options of the bench", () => {
  it("has usual values", () => {
    expect(readOptions([])).toMatchObject({ connections: 32, customers: 1000, only: [], compare: [], memory: 0 });
  });

  it("reads scenarios and sizes", () => {
    expect(readOptions(["--only", "syncCreate,getByGuid"]).only).toEqual(["syncCreate", "getByGuid"]);
    expect(readOptions(["--compare", "1000,200000"])).toMatchObject({ compare: [1000, 200_000], connections: 8 });
  });

  it("refuses what it cannot use", () => {
    expect(() => readOptions(["--seconds", "soon"])).toThrow('--seconds must be a whole number, not "soon".');
    expect(() => readOptions(["--compare", "1000"])).toThrow("--compare takes two sizes");
    expect(() => readOptions(["--sconds", "3"])).toThrow();
  });
});
