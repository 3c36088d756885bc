import { expect, test } from "vitest";
import { appForTest, type FixtureApp, refusal } from "./fixture-app";

const registering = (registrations: string) => `const { app } = require("@azure/functions");\n${registrations}`;
const handler = "handler: () => ({})";

const refused: [string, FixtureApp, RegExp][] = [
  [
    "a file that throws",
    { files: 'throw new Error("broken at load");' },
    /could not be loaded: index.js threw(?:.|\n)*broken at load/,
  ],
  ["no function", { files: "module.exports = 1;" }, /No function found: "index.js"/],
  ["a main that matches nothing", { main: "out/*.js", files: "" }, /"main": "out\/\*.js", and no file in .* matches/],
  [
    "two functions of one name",
    { files: registering(`app.http("one", { ${handler} }); app.http("One", { ${handler} });`) },
    /"One" has already been registered/,
  ],
  [
    "two functions that answer the same",
    {
      files: registering(
        `app.http("one", { route: "a/{x}", ${handler} }); app.http("two", { route: "a/{y}", ${handler} });`,
      ),
    },
    /"one" and "two" both answer GET/,
  ],
  [
    "a route below /admin",
    {
      files: registering(`app.http("one", { route: "x", ${handler} });`),
      hostJson: { extensions: { http: { routePrefix: "admin" } } },
    },
    /"one": routes below \/admin belong to the host/,
  ],
  [
    "an unknown constraint",
    { files: registering(`app.http("one", { route: "{x:regex(a)}", ${handler} });`) },
    /constraint "regex\(a\)"/,
  ],
  [
    "a name that Azure does not allow",
    { files: registering(`app.http("a.b", { ${handler} });`) },
    /"a.b": Azure allows/,
  ],
  [
    "an unknown trigger",
    { files: registering(`app.storageQueue("one", { queueName: "q", connection: "C", ${handler} });`) },
    /"one": this host has no trigger "queueTrigger"/,
  ],
  [
    "an output binding",
    {
      files: registering(
        `const { output } = require("@azure/functions"); app.http("one", { extraOutputs: [output.serviceBusQueue({ queueName: "q", connection: "C" })], ${handler} });`,
      ),
    },
    /"one": this host has no output binding "serviceBus"/,
  ],
  [
    "a schedule whose setting is missing",
    { files: registering(`app.timer("one", { schedule: "%WHEN%", ${handler} });`) },
    /"one" needs the setting WHEN/,
  ],
  [
    "a schedule that is a TimeSpan",
    { files: registering(`app.timer("one", { schedule: "00:05:00", ${handler} });`) },
    /is a TimeSpan/,
  ],
  [
    "a queue reached by identity",
    {
      files: registering(`app.serviceBusQueue("one", { queueName: "q", connection: "SB", ${handler} });`),
      env: { SB__fullyQualifiedNamespace: "x.servicebus.windows.net" },
    },
    /"one": SB__fullyQualifiedNamespace asks for an identity/,
  ],
  [
    "a queue without a connection",
    { files: registering(`app.serviceBusQueue("one", { queueName: "q", connection: "SB", ${handler} });`) },
    /"one": needs the setting SB/,
  ],
];

test.each(refused)("%s: the host says so and exits with 1", async (_what, app, message) => {
  const { code, output } = await refusal(app);
  expect(output).toMatch(message);
  expect(code).toBe(1);
});

test("main may be a pattern, the prefix is host.json's, settings override host.json, a function may be off", async () => {
  const app = await appForTest({
    main: "dist/{one,two}/**/*.js",
    hostJson: { extensions: { http: { routePrefix: "" } } },
    files: {
      "dist/one/deep/a.js": registering(`app.http("a", { handler: () => ({ body: "a" }) });`),
      "dist/two/b.js": registering(`app.http("b", { handler: () => ({ body: "b" }) });`),
      "dist/two/off.js": registering(`app.http("off", { ${handler} });`),
      "dist/three/c.js": "throw new Error('not meant');",
    },
    env: { AzureFunctionsJobHost__extensions__http__routePrefix: "v1", "AzureWebJobs.off.Disabled": "1" },
  });
  expect(await (await fetch(`${app.url}/v1/a`)).text()).toBe("a");
  expect(await (await fetch(`${app.url}/v1/b`)).text()).toBe("b");
  expect((await fetch(`${app.url}/v1/off`)).status).toBe(404);
});

test("an app may be written in ES modules", async () => {
  const app = await appForTest({
    main: "index.mjs",
    files: {
      "index.mjs": `import { app } from "@azure/functions"; app.http("a", { handler: () => ({ body: "a" }) });`,
    },
  });
  expect(await (await fetch(`${app.url}/api/a`)).text()).toBe("a");
});

test("hooks see and change what happens", async () => {
  const app = await appForTest({
    files: registering(`
      app.hook.appStart((context) => { context.hookData.since = "start"; });
      app.hook.appTerminate((context) => console.log("terminated", context.hookData.since));
      app.hook.preInvocation((context) => { context.hookData.before = true; });
      app.hook.postInvocation((context) => {
        context.result = { jsonBody: { ...context.hookData, failed: String(context.error) } };
        context.error = null;
      });
      app.hook.log((context) => { context.message = context.message.replace("secret", "***"); });
      app.http("a", { handler: (request, context) => { context.log("a secret"); throw new Error("no"); } });`),
  });
  expect(await (await fetch(`${app.url}/api/a`)).json()).toEqual({ before: true, failed: "Error: no" });
  await app.written(/ information a [\w-]{36} a \*\*\*\n/);
  await app.stop();
  expect(app.output()).toContain("terminated start");
});
