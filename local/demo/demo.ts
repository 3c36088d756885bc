/**
 * `npm run demo`: creates customers in a fresh environment until each has its account number, adds some to a client
 * book, and says how it went.
 * `-- --customers FILE` takes them from a CSV file, whose columns `--map field=column` names (repeatable), `--limit N`
 * the first N of them; `--json FILE` writes the figures; `--free-ports` takes any ports, else PORT_OFFSET counts.
 */
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../environment/command";
import { demoCommand } from "./demo-options";
import { figuresOf } from "./figures";
import { showProgress } from "./progress";
import { readCustomers } from "./read-customers";
import { runDemo } from "./run-demo";
import { brokenRowsText, clientBookText, faultsText, summaryOf } from "./summary";

runCommand(async () => {
  const { ports, jsonFile, ...source } = demoCommand(process.argv.slice(2), process.env);
  const file = await readCustomers(source);
  // Opened now: minutes later is late for learning that it cannot be written.
  const json = jsonFile === undefined ? undefined : await open(jsonFile, "w");
  console.log(`${file.customers.length.toLocaleString("en")} customers in ${source.file}; starting an environment…`);

  const dataFolder = await mkdtemp(join(tmpdir(), "regulars-demo-"));
  const logFile = join(dataFolder, "demo.log");
  const signal = abortedByCtrlC();
  try {
    const run = await runDemo({ customers: file.customers, dataFolder, ports, logFile, signal, showProgress });
    const figures = figuresOf(file, run);
    console.log([summaryOf(figures), ...clientBookText(run.clientBook), ...brokenRowsText(file.brokenRows)].join("\n"));
    await json?.writeFile(`${JSON.stringify({ ...figures, clientBook: run.clientBook }, null, 2)}\n`);
    const faults = faultsText(run);
    if (faults.length > 0) throw new Error(faults.join("\n"));
  } catch (error) {
    if (signal.aborted) await rm(dataFolder, { recursive: true, force: true });
    else console.error(`The log of the functions: ${logFile}`);
    throw error;
  }
  await rm(dataFolder, { recursive: true, force: true });
  process.exit(0);
});

/** Aborted by the first Ctrl-C or SIGTERM; the second does not wait for an orderly end. */
function abortedByCtrlC(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(130);
      console.log("\nStopping…");
      controller.abort(new Error("The demo was stopped before its end."));
    });
  }
  return controller.signal;
}
