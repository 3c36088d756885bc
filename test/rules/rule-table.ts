import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Rule {
  readonly number: string;
  readonly text: string;
  /** Not built yet, or not to its end. */
  readonly isOpen: boolean;
}

export interface NamedTest {
  readonly file: string;
  readonly name: string;
  readonly rules: readonly string[];
}

export interface RuleRow extends Rule {
  /** Tests that go through HTTP. */
  readonly throughHttp: readonly NamedTest[];
  readonly others: readonly NamedTest[];
}

/** Where tests go through HTTP. */
const throughHttp = ["test/e2e/", "test/slow/"];

export function readRules(page: string): Rule[] {
  return [...page.matchAll(/^- \*\*([A-Z]\d+)\*\* (\(open\) )?(.+)$/gm)].map(([, number = "", open, text = ""]) => ({
    number,
    text,
    isOpen: open !== undefined,
  }));
}

/** A name such as `C6, S3: of a sync create` or `D1-D4, A4: …` in the source of a test. */
const named = /(["'`])((?:[A-Z]\d+(?:-[A-Z]\d+)?(?: [a-c])?(?:, )?)+): ((?:(?!\1).)*)\1/g;

export function testsIn(file: string, source: string): NamedTest[] {
  return [...source.matchAll(named)].map(([, , numbers = "", name = ""]) => ({
    file,
    name: `${numbers}: ${name}`,
    rules: numbers.split(", ").flatMap(expand),
  }));
}

function expand(numbers: string): string[] {
  const [, letter = "", first = "", last = first] = /^([A-Z])(\d+)(?:-[A-Z](\d+))?/.exec(numbers) ?? [];
  const count = Number(last) - Number(first) + 1;
  return Array.from({ length: count }, (_, index) => `${letter}${Number(first) + index}`);
}

export function allTests(folder = "test"): NamedTest[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file));
  return files
    .filter((file) => file.endsWith(".test.ts"))
    .sort()
    .flatMap((file) => testsIn(file.replaceAll("\\", "/"), readFileSync(file, "utf8")));
}

export function ruleTable(rules: readonly Rule[], tests: readonly NamedTest[]): RuleRow[] {
  return rules.map((rule) => {
    const holding = tests.filter((test) => test.rules.includes(rule.number));
    const isHttp = ({ file }: NamedTest) => throughHttp.some((folder) => file.startsWith(folder));
    return { ...rule, throughHttp: holding.filter(isHttp), others: holding.filter((test) => !isHttp(test)) };
  });
}

/** What is wrong with the table: built rules without a test through HTTP, and tests of rules that there are none of. */
export function ruleFaults(rows: readonly RuleRow[], tests: readonly NamedTest[]): string[] {
  const known = new Set(rows.map(({ number }) => number));
  return [
    ...rows
      .filter(({ isOpen, throughHttp: held }) => !isOpen && held.length === 0)
      .map(({ number }) => `${number} has no test through HTTP.`),
    ...tests.flatMap(({ file, name, rules }) =>
      rules
        .filter((number) => !known.has(number))
        .map((number) => `${file} names ${number}, which is no rule: ${name}`),
    ),
  ];
}
