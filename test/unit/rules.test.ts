import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { allTests, readRules, ruleFaults, ruleTable, testsIn } from "../rules/rule-table";

const rules = readRules(["- **C1** Built.", "- **C2** (open) Not built.", "- **C3** Built."].join("\n"));
const test = (name: string, file = "test/e2e/some.test.ts") => testsIn(file, `it("${name}", () => undefined);`);

describe("the table of rules", () => {
  it("reads the numbers of a test's name, also ranges, and nothing of other texts", () => {
    expect(test("C1, C3: it works").map(({ rules: held }) => held)).toEqual([["C1", "C3"]]);
    expect(test("D1-D4, A4: it works")[0]?.rules).toEqual(["D1", "D2", "D3", "D4", "A4"]);
    expect(test("C2 c, S3: it works")[0]?.rules).toEqual(["C2", "S3"]);
    expect(test("nothing of C1: it works")).toEqual([]);
  });

  it("misses a test through HTTP of a rule that is built, and only of such", () => {
    const tests = [...test("C1: here"), ...test("C3: elsewhere", "test/unit/some.test.ts")];
    expect(ruleFaults(ruleTable(rules, tests), tests)).toEqual(["C3 has no test through HTTP."]);
  });

  it("finds tests of rules that there are none of", () => {
    const tests = [...test(["C1, C9", "here"].join(": ")), ...test("C3: here")];
    expect(ruleFaults(ruleTable(rules, tests), tests)).toEqual([expect.stringContaining("names C9")]);
  });

  it("docs/rules.md: every rule that is built has a test through HTTP", () => {
    const all = readRules(readFileSync("docs/rules.md", "utf8"));
    expect(all.length).toBeGreaterThan(60);
    const tests = allTests();
    expect(ruleFaults(ruleTable(all, tests), tests)).toEqual([]);
  });
});
