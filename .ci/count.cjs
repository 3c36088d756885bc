/** Sums what the steps of `.ci/run` counted, and ends with 1 when anything failed. */
const { existsSync, readdirSync, readFileSync } = require("node:fs");
const { basename, join } = require("node:path");

const folder = process.argv[2];
const reportOf = (file) => JSON.parse(readFileSync(join(folder, file), "utf8"));
const reports = readdirSync(folder).filter((file) => file.endsWith(".json"));
const sum = (count) => reports.reduce((total, file) => total + count(reportOf(file)), 0);

const list = join(folder, "failed-steps");
const failedSteps = existsSync(list)
  ? readFileSync(list, "utf8")
      .trim()
      .split("\n")
      .map((path) => basename(path))
  : [];
// A step without tests, or one whose tests did not even load, counts as one failure.
const otherFailures = failedSteps.filter((file) => !reports.includes(file) || reportOf(file).numFailedTests === 0);

for (const file of reports)
  for (const { name, assertionResults } of reportOf(file).testResults)
    for (const { status, fullName, failureMessages } of assertionResults)
      if (status === "failed") console.log(`\n${name}: ${fullName}\n${failureMessages.join("\n")}`);
for (const file of failedSteps) console.log(`Failed: ${file.replace(".json", "")}`);
const failed = sum(({ numFailedTests }) => numFailedTests) + otherFailures.length;
console.log(`${sum(({ numPassedTests }) => numPassedTests)} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
