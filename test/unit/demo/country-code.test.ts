import { describe, expect, it } from "vitest";
import { countryCode } from "../../../local/demo/country-code";

describe("the code of a country", () => {
  it.each([
    ["Germany", "DE"], // DD, its eastern part of old, has the same name
    ["France", "FR"],
    ["United Kingdom", "GB"],
    ["united states", "US"],
    ["Hong Kong", "HK"],
    ["de", "DE"],
    ["UK", "GB"],
    ["Atlantis", undefined],
    ["Unknown Region", undefined],
  ])("of %s is %s", (name, code) => {
    expect(countryCode(name)).toBe(code);
  });
});
