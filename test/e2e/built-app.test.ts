import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { queues } from "../../infra/topology.json";
import { localSettings } from "../../local/environment/local-settings";
import { jobNames } from "../../shared/jobs";

const stateFolder = mkdtemp(join(tmpdir(), "regulars-built-app-"));
afterAll(async () => rm(await stateFolder, { recursive: true, force: true }));

/** A port where nobody listens. */
const nowhere = 1;
const nowherePorts = {
  cosmos: nowhere,
  serviceBus: nowhere,
  serviceBusAdmin: nowhere,
  keyVault: nowhere,
  entra: nowhere,
  customerInsights: nowhere,
  blob: nowhere,
  queue: nowhere,
  table: nowhere,
  telemetry: nowhere,
};

// Modules that only a test runner can load, and functions that fail to register, show here.
it("the built app loads in plain Node with nothing else there, and registers every function", async () => {
  const lines: string[] = [];
  const host = fork(join("dist", "local", "host", "main.js"), {
    env: { ...process.env, ...localSettings(nowherePorts), PORT: "0", HOST_STATE_FOLDER: await stateFolder },
    execArgv: [],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  for (const stream of [host.stdout, host.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => lines.push(text));
  }
  const exited = once(host, "exit");
  try {
    const ready = await Promise.race([once(host, "message"), exited.then(() => [undefined])]);
    if (ready[0] === undefined) throw new Error(`The host ended at its start:\n${lines.join("")}`);
    const { port } = ready[0] as { port: number };
    expect((await fetch(`http://localhost:${port}/api/health`)).status).toBe(200);
    const { paths } = (await (await fetch(`http://localhost:${port}/api/openapi.json`)).json()) as { paths: object };
    const operations = Object.values(paths).flatMap((path: object) => Object.keys(path));
    const unknownPath = 1;
    const besides = ["takeOverDeadLetters", "failDeadLetteredRuns", "resumeTasks"].length;
    const triggered = Object.keys(queues).length + Object.keys(jobNames).length + besides;
    const expected = operations.length + unknownPath + triggered;
    expect(lines.join("")).toContain(`runs ${expected} functions`);
  } finally {
    host.kill("SIGTERM");
  }
  expect(await exited).toEqual([0, null]);
});
