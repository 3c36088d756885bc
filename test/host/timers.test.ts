import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { appForTest, masterKey, type RunningApp, runApp, writeApp } from "./fixture-app";

const yearly = "0 0 0 1 1 *";
const timer = (options: string, handler = 'context.log("ran", JSON.stringify(timer));') =>
  `require("@azure/functions").app.timer("job", { ${options}, handler: async (timer, context) => { ${handler} } });`;

const runByHand = (app: RunningApp, headers: Record<string, string> = { "x-functions-key": masterKey }, name = "job") =>
  fetch(`${app.url}/admin/functions/${name}`, { method: "POST", headers });

test("a timer runs on its schedule, which may come from a setting", async () => {
  const app = await appForTest({ files: timer('schedule: "%WHEN%"'), env: { WHEN: "* * * * * *" } });
  await app.written(/ran .*"isPastDue":false/, 2);
});

test("what was missed while no host ran is made up for at the start, and said so", async () => {
  const directory = writeApp({ files: timer(`schedule: "${yearly}"`) });
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const state = join(directory, "state/timers/job.json");
  mkdirSync(join(directory, "state/timers"), { recursive: true });
  const missed = {
    last: "2020-01-01T00:00:00.000Z",
    next: "2021-01-01T00:00:00.000Z",
    lastUpdated: "2020-01-01T00:00:00.000Z",
  };
  writeFileSync(state, JSON.stringify(missed));

  const first = await runApp(directory);
  await first.written(/ran .*"isPastDue":true,?/);
  expect(first.output()).toContain('"next":"2021-01-01T00:00:00.000Z"');
  await first.stop();
  expect(Date.parse((JSON.parse(readFileSync(state, "utf8")) as { next: string }).next)).toBeGreaterThan(Date.now());

  const second = await runApp(directory);
  expect((await runByHand(second)).status).toBe(202);
  await second.written(/ran .*"isPastDue":false/);
  expect(await second.stop()).toBe(0);
  expect(second.output()).not.toContain('"isPastDue":true');
});

test("runOnStartup runs at the start", async () => {
  const app = await appForTest({ files: timer(`schedule: "${yearly}", runOnStartup: true`) });
  await app.written(/ran .*"isPastDue":false/);
});

test("runs of one timer never overlap", async () => {
  const slow = 'context.log("begin"); await new Promise((resolve) => setTimeout(resolve, 200)); context.log("end");';
  const app = await appForTest({ files: timer(`schedule: "${yearly}"`, slow) });
  await Promise.all([runByHand(app), runByHand(app), runByHand(app)]);
  await app.written(/ end\n/, 3);
  expect(
    app
      .output()
      .match(/(begin|end)(?=\n)/g)
      ?.join(" "),
  ).toBe("begin end begin end begin end");
});

test("a failed run is tried again as the retry policy says, and the schedule goes on", async () => {
  const app = await appForTest({
    files: timer(
      `schedule: "${yearly}", retry: { strategy: "fixedDelay", maxRetryCount: 2, delayInterval: { milliseconds: 10 } }`,
      'context.log("attempt", context.retryContext.retryCount); throw new Error("no");',
    ),
  });
  await runByHand(app);
  await app.written(/attempt 2\n/);
  await runByHand(app);
  await app.written(/attempt 0\n/, 2);
});

test("running by hand wants the master key, and a function that is no HTTP function", async () => {
  const app = await appForTest({ files: timer(`schedule: "${yearly}"`) });
  expect((await runByHand(app, {})).status).toBe(401);
  expect((await runByHand(app, { "x-functions-key": "wrong" })).status).toBe(401);
  expect((await runByHand(app, undefined, "unknown")).status).toBe(404);
});

test("without a master key there is no such door", async () => {
  const app = await appForTest({ files: timer(`schedule: "${yearly}"`), env: { HOST_MASTER_KEY: "" } });
  expect((await runByHand(app, { "x-functions-key": "" })).status).toBe(404);
});
