import { rmSync } from "node:fs";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { masterKey, type RunningApp, runApp, writeApp } from "./fixture-app";

const index = `
const { app } = require("@azure/functions");
const describe = async (request, context) => ({
  jsonBody: {
    method: request.method, url: request.url, params: request.params,
    headers: Object.fromEntries(request.headers), body: await request.text(), trace: context.traceContext.traceParent,
    query: [...new URL(request.url).searchParams],
  },
});
app.http("byId", { route: "things/{id}", methods: ["GET", "PUT"], handler: describe });
app.http("byGuid", { route: "things/{id:guid}", methods: ["GET"], handler: () => ({ body: "guid" }) });
app.http("special", { route: "things/special", methods: ["GET"], handler: () => ({ body: "special" }) });
app.http("optional", { route: "pages/{number:int?}", methods: ["GET"], handler: describe });
app.http("rest", { route: "files/{*path}", methods: ["GET", "POST"], handler: describe });
app.http("head", { route: "head", methods: ["GET", "HEAD"], handler: () => ({ body: "four" }) });
app.http("empty", { handler: () => undefined });
app.http("throws", { handler: () => { throw new Error("not for the caller"); } });
app.http("locked", { authLevel: "function", handler: () => ({ body: "open" }) });
app.http("cookies", { handler: () => ({ cookies: [{ name: "a", value: "b c", httpOnly: true }, { name: "d", value: "e" }] }) });
app.http("logs", { handler: (_request, context) => { context.warn("two\\nlines", { a: 1 }); context.debug("unseen"); return {}; } });
`;

let app: RunningApp;

beforeAll(async () => {
  const hostJson = { logging: { logLevel: { default: "Warning" } } };
  app = await runApp(writeApp({ files: index, hostJson }), { FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: "1000" });
});

afterAll(async () => {
  await app.stop();
  rmSync(app.directory, { recursive: true });
});

const get = (path: string, init?: RequestInit) => fetch(`${app.url}${path}`, init);

describe("routes", () => {
  test.each([
    ["/api/things/special", "special"],
    ["/API/Things/SPECIAL/", "special"],
    ["/api/things/00000000-0000-4000-8000-000000000000", "guid"],
  ])("%s goes to the more specific function", async (path, expected) => {
    expect(await (await get(path)).text()).toBe(expected);
  });

  test("parameters arrive decoded, an encoded slash does not become one", async () => {
    expect(await (await get("/api/things/J%C3%B6rg%20A%2FB")).json()).toMatchObject({ params: { id: "Jörg A%2FB" } });
  });

  test("an optional parameter may be left out, the rest of a path may have slashes", async () => {
    expect(await (await get("/api/pages")).json()).toMatchObject({ params: {} });
    expect(await (await get("/api/pages/7")).json()).toMatchObject({ params: { number: "7" } });
    expect(await (await get("/api/files/a/b.txt")).json()).toMatchObject({ params: { path: "a/b.txt" } });
    expect(await (await get("/api/files")).json()).toMatchObject({ params: {} });
  });

  test.each(["/", "/things/1", "/api/pages/x", "/api/things", "/api/things//", "/api/unknown"])(
    "%s is 404",
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  test("another method is 405 with those that are allowed", async () => {
    const response = await get("/api/things/1", { method: "DELETE" });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, PUT");
    expect((await get("/api/things/1", { method: "OPTIONS" })).status).toBe(405);
  });

  test("broken percent-encoding is 400", async () => {
    expect((await get("/api/things/%E0%A4")).status).toBe(400);
  });
});

describe("requests", () => {
  test("repeated query parameters stay in the URL, repeated headers are joined, the principal passes", async () => {
    const headers: [string, string][] = [
      ["x-list", "1"],
      ["X-List", "2"],
      ["x-ms-client-principal", "abc"],
    ];
    const seen = (await (await get("/api/things/1?a=1&a=2&b=%20", { headers })).json()) as Record<string, object>;
    expect(seen["query"]).toEqual([
      ["a", "1"],
      ["a", "2"],
      ["b", " "],
    ]);
    expect(seen["headers"]).toMatchObject({
      "x-list": expect.stringMatching(/^1, ?2$/),
      "x-ms-client-principal": "abc",
    });
  });

  test("the caller's trace is the function's", async () => {
    const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    expect(await (await get("/api/things/1", { headers: { traceparent } })).json()).toMatchObject({
      trace: traceparent,
    });
    expect(await (await get("/api/things/1")).json()).toMatchObject({
      trace: expect.stringMatching(/^00-\w{32}-\w{16}-01$/),
    });
  });

  test("a body arrives as it was sent; one that is too large is 413", async () => {
    expect(await (await get("/api/files/x", { method: "POST", body: "ü" })).json()).toMatchObject({ body: "ü" });
    expect((await get("/api/files/x", { method: "POST", body: "x".repeat(1001) })).status).toBe(413);
    expect(await chunkedUpload("x".repeat(600), "x".repeat(600))).toBe(413);
  });
});

describe("responses", () => {
  test("say their length", async () => {
    const response = await get("/api/things/special");
    expect(response.headers.get("content-length")).toBe("7");
    const head = await get("/api/head", { method: "HEAD" });
    expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "4", ""]);
  });

  test("nothing is 204, an error is 500 without its message and a log line with its stack", async () => {
    expect((await get("/api/empty")).status).toBe(204);
    const response = await get("/api/throws");
    expect([response.status, await response.text()]).toEqual([500, ""]);
    await app.written(/ error throws [\w-]{36} Failed: Error: not for the caller\\n/);
  });

  test("carry every cookie", async () => {
    const response = await get("/api/cookies");
    expect(response.headers.getSetCookie()).toEqual(["a=b%20c; path=/; httponly", "d=e; path=/"]);
  });

  test("log lines are one line each, from the level that host.json names", async () => {
    await get("/api/logs");
    await app.written(/ warning logs [\w-]{36} two\\nlines \{ a: 1 \}\n/);
    expect(app.output()).not.toContain("unseen");
  });
});

test("a function with an authLevel wants the master key", async () => {
  expect((await get("/api/locked")).status).toBe(401);
  expect((await get("/api/locked", { headers: { "x-functions-key": "wrong" } })).status).toBe(401);
  expect((await get("/api/locked", { headers: { "x-functions-key": masterKey } })).status).toBe(200);
  expect((await get(`/api/locked?code=${masterKey}`)).status).toBe(200);
});

function chunkedUpload(...chunks: string[]): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const upload = request(`${app.url}/api/files/x`, { method: "POST" }, (response) => resolve(response.statusCode));
    upload.on("error", reject);
    for (const chunk of chunks) upload.write(chunk);
    upload.end();
  });
}
