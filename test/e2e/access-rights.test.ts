import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localTokens } from "../../local/environment/tokens";
import { startTestEnvironment, type TestEnvironment } from "../environment/test-environment";
import { expectProblem, send } from "./send";

const search = (channelId: string) => `/api/v1/channels/${channelId}/customers?q=bowman`;
const jobs = "/api/v1/headquarters/jobs";

interface Described {
  readonly path: string;
  readonly method: string;
  readonly security: unknown;
}

describe("who may call", () => {
  let environment: TestEnvironment;
  const tokens: Record<string, string> = {};
  beforeAll(async () => {
    environment = await startTestEnvironment();
    for (const worker of ["000160", "000162", "000180"]) tokens[worker] = await environment.token.worker(worker);
    tokens["shop"] = await environment.token.client("us-web-app");
    tokens["administrator"] = await environment.token.administrator();
    tokens["nobody"] = await environment.token.worker("000160").then((token) => `${token.slice(0, -4)}AAAA`);
  });
  afterAll(() => environment?.stop());

  const get = (path: string, who: string, headers: Record<string, string> = {}) =>
    send(environment, "GET", path, { token: tokens[who], headers });

  it.each([
    ["000160", ["houston"]],
    ["000162", ["houston", "san-francisco"]],
    ["000180", ["berlin"]],
    ["shop", ["us-web"]],
    ["administrator", ["houston", "san-francisco", "us-web", "berlin"]],
  ])("%s acts in %j and nowhere else", async (who, mayActIn) => {
    for (const channelId of ["houston", "san-francisco", "us-web", "berlin", "unknown", "a%3Fb", "constructor"]) {
      const answer = await get(search(channelId), who);
      if (mayActIn.includes(channelId)) expect(answer.status, channelId).toBe(200);
      else expectProblem(answer, 403, "forbidden");
    }
  });

  it("headquarters is for administrators alone", async () => {
    expect((await get(jobs, "administrator")).status).toBe(200);
    for (const who of ["000160", "shop"]) expectProblem(await get(jobs, who), 403, "forbidden");
  });

  it("every endpoint that is not open to all asks for a token, and says how", async () => {
    const { body } = await send(environment, "GET", "/api/openapi.json");
    const endpoints: Described[] = Object.entries(body.paths as Record<string, Record<string, Described>>).flatMap(
      ([path, methods]) => Object.entries(methods).map(([method, { security }]) => ({ path, method, security })),
    );
    const guarded = endpoints.filter(({ security }) => security !== undefined);
    expect(guarded.length).toBeGreaterThan(10);
    for (const { path, method } of guarded) {
      const answer = await send(environment, method.toUpperCase(), path.replace(/\{\w+\}/g, "houston"));
      expectProblem(answer, 401, "unauthenticated");
      expect(answer.headers["www-authenticate"], path).toMatch(/^Bearer/);
    }
  });

  it.each([
    ["a signature that is none of the issuer's", { token: "nobody" }],
    ["no JWT", { headers: { authorization: "Bearer abc" } }],
    ["another scheme", { headers: { authorization: "Basic d29ya2VyOnB3" } }],
    ["an empty one", { headers: { authorization: "Bearer " } }],
  ])("a bad token is 401: %s", async (_, { token, headers }: { token?: string; headers?: Record<string, string> }) => {
    const answer = await get(search("houston"), token ?? "", headers ?? {});
    expectProblem(answer, 401, "unauthenticated");
    expect(answer.headers["www-authenticate"]).toMatch(/^Bearer/);
  });

  it.each([
    ["expired", { expired: true }, 401],
    ["for another audience", { audience: "api://other" }, 401],
    ["without roles", { noRoles: true }, 403],
  ])("a token of the issuer that is %s is %j: %d", async (_, options, status) => {
    const { ports, caFile } = environment.emulators;
    const token = await localTokens(ports.entra, caFile).worker("worker-000160", options);
    expectProblem(await send(environment, "GET", search("houston"), { token }), status);
  });

  it("headers that Azure's own authentication would set are not believed", async () => {
    const principal = { auth_typ: "aad", claims: [{ typ: "roles", val: "Headquarters.Admin" }], role_typ: "roles" };
    const forged = {
      "x-ms-client-principal": Buffer.from(JSON.stringify(principal)).toString("base64"),
      "x-ms-client-principal-id": "administrator",
      "x-ms-client-principal-name": "administrator",
      "x-ms-client-principal-idp": "aad",
    };
    expectProblem(await send(environment, "GET", jobs, { headers: forged }), 401);
    expectProblem(await get(jobs, "000160", forged), 403);
  });

  it("refusals come in order: 401, 403, 404, 415, 400", async () => {
    const path = "/api/v1/headquarters/jobs/none/runs?x=1";
    const wrong = { headers: { "content-type": "text/plain" }, body: "{" };
    const as = (who?: string) => send(environment, "POST", path, { ...wrong, token: who && tokens[who] });
    expectProblem(await as(), 401);
    expectProblem(await as("000160"), 403);
    expectProblem(await as("administrator"), 404);
  });

  it("the service's own endpoints are open to all", async () => {
    const health = await send(environment, "GET", "/api/health");
    expect([health.status, health.body]).toEqual([200, { state: "up" }]);
    const ready = await send(environment, "GET", "/api/health/ready");
    expect(ready.status).toBe(200);
    expect(ready.body.dependencies.map((one: { name: string; state: string }) => `${one.name} ${one.state}`)).toEqual([
      "headquarters up",
      "channels up",
      "serviceBus up",
      "keyVault up",
      "tokenIssuer up",
    ]);
    const page = await send(environment, "GET", "/api/docs");
    expect([page.status, page.headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
  });

  it("the OpenAPI document gives every operation an id of its own, and every reference leads somewhere", async () => {
    const { body } = await send(environment, "GET", "/api/openapi.json");
    const operations = Object.values(body.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
      (methods) => Object.values(methods),
    );
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, reference = ""] of JSON.stringify(body).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const target = reference.split("/").reduce((part, name) => part?.[name], body);
      expect(target, reference).toBeDefined();
    }
  });

  it("a correlation id is taken from the request, and made when it is none", async () => {
    const given = await get(search("houston"), "000160", { "x-correlation-id": "till-7:42" });
    expect(given.headers["x-correlation-id"]).toBe("till-7:42");
    const made = await get(search("houston"), "000160", { "x-correlation-id": "x".repeat(129) });
    expect(made.headers["x-correlation-id"]).toMatch(/^[\da-f-]{36}$/);
  });

  it("P3: no token is in any line that the host printed", () => {
    const lines = environment.lines.join("\n");
    expect(lines).not.toBe("");
    for (const token of Object.values(tokens)) expect(lines).not.toContain(token.split(".")[2]);
  });
});
