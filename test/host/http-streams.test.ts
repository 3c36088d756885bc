import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningApp, runApp, writeApp } from "./fixture-app";

const index = `
const { app } = require("@azure/functions");
app.setup({ enableHttpStream: true });
let release;
app.http("parts", { handler: () => ({ headers: { "x-a": "1" }, body: (async function* () {
  yield "first,"; await new Promise((resolve) => { release = resolve; }); yield "second";
})() }) });
app.http("release", { handler: () => { release(); return { body: "released" }; } });
app.http("echo", { route: "echo/{id}", methods: ["PUT"], handler: async (request) => ({
  jsonBody: { body: await request.text(), params: request.params, url: request.url, header: request.headers.get("x-h") },
}) });
app.http("empty", { handler: () => undefined });
app.http("throws", { handler: () => { throw new Error("no"); } });
`;

let app: RunningApp;

beforeAll(async () => {
  app = await runApp(writeApp({ files: index }), { FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: "1000" });
});

afterAll(async () => {
  await app.stop();
  rmSync(app.directory, { recursive: true });
});

test("a response arrives in the parts in which it is written", async () => {
  const response = await fetch(`${app.url}/api/parts`);
  expect(response.headers.get("x-a")).toBe("1");
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toBe("first,");
  await fetch(`${app.url}/api/release`);
  expect((await reader?.read())?.value).toBe("second");
});

test("requests arrive whole", async () => {
  const response = await fetch(`${app.url}/api/echo/7?a=1`, { method: "PUT", body: "text", headers: { "x-h": "2" } });
  const url = `${app.url}/api/echo/7?a=1`;
  expect(await response.json()).toEqual({ body: "text", params: { id: "7" }, url, header: "2" });
});

test("nothing is 204, an error is 500, a body that is too large is 413", async () => {
  expect((await fetch(`${app.url}/api/empty`)).status).toBe(204);
  expect((await fetch(`${app.url}/api/throws`)).status).toBe(500);
  expect((await fetch(`${app.url}/api/echo/7`, { method: "PUT", body: "x".repeat(1001) })).status).toBe(413);
  expect((await fetch(`${app.url}/api/empty`)).status).toBe(204);
});
