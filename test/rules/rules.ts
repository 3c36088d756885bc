import { readFileSync } from "node:fs";
import { allTests, type RuleRow, readRules, ruleFaults, ruleTable } from "./rule-table";

/** Prints the table rule → tests, and ends with 1 when a rule that is built has no test through HTTP. */
const tests = allTests();
const rows = ruleTable(readRules(readFileSync("docs/rules.md", "utf8")), tests);
const print = (line: string) => process.stdout.write(`${line}\n`);

function lineOf({ number, isOpen, throughHttp, others }: RuleRow): string {
  const first = throughHttp[0] ?? others[0];
  const example = first ? `${first.file}: ${first.name}` : isOpen ? "open" : "";
  return [
    number.padEnd(4),
    String(throughHttp.length).padStart(5),
    String(others.length).padStart(7),
    `  ${isOpen ? "(open) " : ""}${example}`.slice(0, 140),
  ].join("");
}

print("rule HTTP  others  such as");
for (const row of rows) print(lineOf(row));
const open = rows.filter(({ isOpen }) => isOpen).map(({ number }) => number);
print(`\n${rows.length} rules, ${open.length} of them open: ${open.join(", ")}`);
const faults = ruleFaults(rows, tests);
for (const fault of faults) print(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
