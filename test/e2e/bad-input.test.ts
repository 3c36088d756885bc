import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestEnvironment, type TestEnvironment } from "../environment/test-environment";
import { expectProblem, type Sent, send } from "./send";

interface Described {
  readonly operationId: string;
  readonly method: string;
  /** With parameters that name what there is. */
  readonly url: string;
  readonly template: string;
  /** Whether it takes JSON. */
  readonly hasBody: boolean;
  /** A body of its kind. */
  readonly sent: Sent;
}

/** What there is, by the name of the parameter; the customer and its address are made first. */
const parameters: Record<string, string> = {
  channelId: "houston",
  collection: "affiliations",
  jobId: "1010",
  runId: randomUUID(),
  importId: randomUUID(),
  noteId: randomUUID(),
  operationId: randomUUID(),
};
const idOf = (template: string) => (template.includes("features") ? "clienteling" : "vip");
const clienteling = /^\/api\/v1\/channels\/houston\/.*(client-book|activities|notes|follow-ups)/;
const deep = 100_000;

/** Bodies that no endpoint takes, and what they are refused with. */
const badBodies: readonly [string, Sent, number][] = [
  ["malformed JSON", { body: '{"name":' }, 400],
  ["an empty body", { body: "" }, 400],
  ["no body and no content type", {}, 415],
  ["another content type", { body: "{}", headers: { "content-type": "text/plain" } }, 415],
  ["a body over 4 MiB", { body: JSON.stringify({ name: "x".repeat(4 * 1024 * 1024) }) }, 413],
  ["null", { body: "null" }, 400],
  ["a list", { body: "[]" }, 400],
  ["a text", { body: '"text"' }, 400],
  ["bytes that are no UTF-8", { body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]) }, 400],
  ["an unknown property", { body: '{"nobodyKnowsThis":1}' }, 400],
  ["a member __proto__", { body: '{"__proto__":{"roles":["Headquarters.Admin"]}}' }, 400],
  ["deep lists", { body: "[".repeat(deep) + "]".repeat(deep) }, 400],
  ["deep objects", { body: `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}` }, 400],
  ["a huge number", { body: '{"name":1e999}' }, 400],
];

const oddSegments = [
  "%00",
  "%20",
  "a%3Fb",
  "a%23b",
  "a%5Cb",
  "a%2Fb",
  "%F0%9F%98%80",
  "..%2F..",
  "constructor",
  "x".repeat(2_000),
];

function bodyOf(described: { readonly content: Readonly<Record<string, unknown>> } | undefined) {
  const [type] = Object.keys(described?.content ?? {});
  if (type === undefined) return { hasBody: false, sent: {} };
  if (type === "application/json") return { hasBody: true, sent: { body: "{}" } };
  return { hasBody: false, sent: { body: "lastName\nBowman", headers: { "content-type": type } } };
}

describe("bad input", () => {
  let environment: TestEnvironment;
  let token: string;
  /** Of a store manager: clienteling is for those who have a client book. */
  let worker: string;
  let endpoints: readonly Described[];

  beforeAll(async () => {
    environment = await startTestEnvironment();
    token = await environment.token.administrator();
    worker = await environment.token.worker("000160");
    const created = await send(environment, "POST", "/api/v1/channels/houston/customers", {
      token,
      body: JSON.stringify({ firstName: "Ana", addresses: [{ city: "Houston" }] }),
    });
    parameters["customerId"] = created.body.customerId;
    parameters["addressId"] = created.body.addresses[0].addressId;
    const followUps = `/api/v1/channels/houston/customers/${created.body.customerId}/follow-ups`;
    const body = JSON.stringify({ text: "Call back.", dueOn: "2030-01-01" });
    const followUp = await send(environment, "POST", followUps, { token: worker, body });
    parameters["followUpId"] = followUp.body.followUpId;
    const described = await send(environment, "GET", "/api/openapi.json");
    endpoints = Object.entries(described.body.paths as Record<string, Record<string, Record<string, unknown>>>).flatMap(
      ([template, methods]) =>
        Object.entries(methods).map(([method, described]) => ({
          operationId: String(described["operationId"]),
          method: method.toUpperCase(),
          template,
          url: urlOf(template, (name) => parameters[name] ?? idOf(template)),
          ...bodyOf(described["requestBody"] as { content: Record<string, unknown> } | undefined),
        })),
    );
  });
  afterAll(() => environment?.stop());

  const urlOf = (template: string, value: (name: string) => string) => {
    const path = template.replace(/\{(\w+)\}/g, (_, name: string) => value(name));
    if (path.endsWith("/customer-imports")) return `${path}?channelId=houston`;
    return path.endsWith("/parameters") ? `${path}?legalEntityId=usrt` : path;
  };
  const call = (method: string, path: string, sent: Sent = {}) =>
    send(environment, method, path, { token: clienteling.test(path) ? worker : token, ...sent });

  it.each(badBodies)("every endpoint with a body refuses %s", async (_, sent, status) => {
    const withBody = endpoints.filter(({ hasBody }) => hasBody);
    expect(withBody.length).toBeGreaterThanOrEqual(5);
    for (const { method, url, operationId } of withBody) {
      const answer = await call(method, url, sent);
      expectProblem(answer, status);
      if (status === 400) expect(answer.body.errors?.length, operationId).toBeGreaterThan(0);
    }
  });

  it("a body over 256 KiB is too large for one customer", async () => {
    const body = JSON.stringify({ name: "x".repeat(256 * 1024) });
    expectProblem(await call("POST", "/api/v1/channels/houston/customers", { body }), 413, "request-too-large");
  });

  it("every endpoint that asks for a token refuses a query parameter that it does not know", async () => {
    for (const { method, url, sent, template } of endpoints.filter(({ template }) => template.startsWith("/api/v1"))) {
      const join = url.includes("?") ? "&" : "?";
      for (const name of ["nobodyKnowsThis", "__proto__"]) {
        const answer = await call(method, `${url}${join}${name}=1`, sent);
        expectProblem(answer, 400, "invalid-request");
        expect(
          answer.body.errors.map((error: { pointer: string }) => error.pointer),
          template,
        ).toContain(`query/${name}`);
      }
    }
  });

  it("no path segment, however odd, is more than a 4xx", async () => {
    for (const { method, template, sent } of endpoints) {
      for (const [name] of template.matchAll(/(?<=\{)\w+(?=\})/g)) {
        for (const odd of oddSegments) {
          const url = urlOf(template, (other) => (other === name ? odd : (parameters[other] ?? idOf(template))));
          const answer = await call(method, url, sent);
          if (answer.status >= 400) expectProblem(answer, name === "channelId" ? 403 : [400, 404]);
        }
      }
    }
  });

  it.each(["0", "201", "-1", "1.5", "abc", "", "1&top=2", "9999999999999999999"])("top=%s is refused", async (top) => {
    const channel = `/api/v1/channels/houston/customers?q=bowman&top=${top}`;
    for (const url of [channel, `/api/v1/headquarters/jobs/1010/runs?top=${top}`])
      expectProblem(await call("GET", url), 400, "invalid-request");
  });

  const token64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  it.each([
    ["garbage"],
    [""],
    ["%F0%9F%98%80"],
    ["a%0Ab"],
    [token64(null)],
    [token64({ phase: "most" })],
    [token64({ phase: "all", continuation: "garbage" })],
    [token64({ phase: "some", continuation: 5 })],
    [token64({ phase: "all", continuation: "a\nb" })],
  ])("the continuation token %j is refused", async (continuationToken) => {
    const search = `/api/v1/channels/houston/customers?q=bowman&continuationToken=${continuationToken}`;
    for (const url of [search, `${search}&scope=allStores`])
      expectProblem(await call("GET", url), 400, "invalid-request");
    const runs = `/api/v1/headquarters/jobs/1010/runs?continuationToken=${continuationToken}`;
    expectProblem(await call("GET", runs), 400, "invalid-request");
  });

  it.each([
    ["q=%00", 400],
    ["q=%FF%FE", 400],
    ["q=%zz", 200],
    ["q=%00bow", 200],
    ["email=%00", 200],
    [`q=${"x".repeat(201)}`, 400],
    [`q=${"%27".repeat(66)}`, 400],
    [`q=${Array.from({ length: 60 }, (_, index) => index + 10).join("+")}`, 200],
    [`name=${"a".repeat(200)}`, 200],
    ["q=a'%20OR%201=1", 200],
  ])("a search for %s answers %d", async (query, status) => {
    const answer = await call("GET", `/api/v1/channels/houston/customers?${query}`);
    if (status === 200) expect([answer.status, answer.body.items]).toEqual([200, []]);
    else expectProblem(answer, status);
  });

  it.each<[object | string, string[]]>([
    [{ firstName: 5 }, ["/firstName"]],
    [{ firstName: "" }, ["/firstName"]],
    [{ firstName: "x".repeat(101) }, ["/firstName"]],
    ['{"firstName":"a\\u0000b"}', ["/firstName"]],
    ['{"firstName":"a\\nb"}', ["/firstName"]],
    ['{"firstName":"\\ud800"}', ["/firstName"]],
    [{ firstName: "Ana", customerType: "robot" }, ["/customerType"]],
    [{ firstName: "Ana", email: "no e-mail" }, ["/email"]],
    [{ firstName: "Ana", email: `${"x".repeat(250)}@example.com` }, ["/email"]],
    [{ firstName: "Ana", phone: "none" }, ["/phone"]],
    [{ firstName: "Ana", emails: [{ address: "a@example.com", extra: 1 }] }, ["/emails/0/extra"]],
    [
      { firstName: "Ana", addresses: [{ country: "usa" }, { street: 1 }] },
      ["/addresses/0/country", "/addresses/1/street"],
    ],
    [{ firstName: "Ana", addresses: Array.from({ length: 51 }, () => ({})) }, ["/addresses"]],
    [{ firstName: "Ana", currency: "dollars", language: "?" }, ["/currency", "/language"]],
    [{ firstName: "Ana", accountNumber: "00-1", customerId: "x" }, ["/accountNumber", "/customerId"]],
    ['{"firstName":"Ana","attributes":{"shoe-size":1e400}}', ["/attributes/shoe-size"]],
    [{ firstName: "Ana", attributes: { "shoe-size": 1e300, "a/b": 1 } }, ["/attributes/a~1b", "/attributes/shoe-size"]],
    [{ firstName: "Ana", attributes: { birthday: "1990-05-04\u0007" } }, ["/attributes/birthday"]],
    [{ firstName: "Ana", attributes: { constructor: 1 } }, ["/attributes/constructor"]],
    [{ firstName: "Ana", attributes: { birthday: "x".repeat(4_001) } }, ["/attributes/birthday"]],
  ])("a customer of %j is refused at %j", async (body, pointers) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    for (const channelId of ["houston", "san-francisco"]) {
      const answer = await call("POST", `/api/v1/channels/${channelId}/customers`, { body: text });
      expectProblem(answer, 400, "invalid-request");
      expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual(pointers);
    }
  });

  it("one answer names the faults of query, headers and body together", async () => {
    const answer = await call("POST", "/api/v1/channels/houston/customers?x=1", {
      headers: { "idempotency-key": "k".repeat(201) },
      body: '{"firstName":5,"y":1}',
    });
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([
      "query/x",
      "header/idempotency-key",
      "/firstName",
      "/y",
    ]);
  });

  it.each(["customer-groups", "affiliations", "toString"])(
    "a customer group or affiliation %s is not there",
    async (id) => {
      const body = JSON.stringify({ firstName: "Ana", customerGroup: id });
      for (const channelId of ["houston", "san-francisco"])
        expectProblem(
          await call("POST", `/api/v1/channels/${channelId}/customers`, { body }),
          409,
          "reference-missing",
        );
    },
  );

  it.each([
    ["GET", "/", 404],
    ["GET", "/api/v1/nothing", 404],
    ["POST", "/api/v2/channels/houston/customers", 404],
    ["GET", "/api/v1/headquarters/nothing", 404],
    ["PUT", "/api/v1/headquarters/nothing/x", 404],
    ["GET", "/api/v1/headquarters/jobs/9999/runs", 404],
    ["POST", "/api/v1/headquarters/jobs/9999/runs", 404],
    ["PUT", "/api/v1/headquarters/features/flying", 404],
    ["GET", "/api/v1/headquarters/jobs/1010/runs/state", 404],
    ["PATCH", "/api/v1/channels/houston/customers", 405],
    ["OPTIONS", "/api/v1/channels/houston/customers", 405],
    ["POST", "/api/health", 405],
  ])("%s %s is %d", async (method, path, status) => {
    const answer = await call(method, path, method === "GET" || method === "OPTIONS" ? {} : { body: "{}" });
    expectProblem(answer, status);
    if (status === 405) expect(answer.headers["allow"]).toMatch(/GET/);
  });

  it("HEAD answers as GET does, without a body", async () => {
    const answer = await call("HEAD", "/api/v1/channels/houston/customers?q=bowman");
    expect([answer.status, answer.body]).toEqual([200, ""]);
    expect((await call("HEAD", "/api/v1/channels/nowhere/customers")).status).toBe(403);
  });

  it("broken percent-encoding in a path is 400", async () => {
    expect((await call("GET", "/api/v1/channels/houston/customers/%zz")).status).toBe(400);
  });

  it("and after all this nothing unforeseen happened", () => {
    const unforeseen = environment.lines.filter((line) => /request\.failed|"event":"job\.failed"/.test(line));
    expect(unforeseen).toEqual([]);
  });
});
