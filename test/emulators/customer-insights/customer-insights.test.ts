import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunningEmulator } from "../../../local/emulators/control";
import { startCustomerInsights } from "../../../local/emulators/customer-insights";
import { type LocalEntra, localEntra, tenantId } from "../entra/local-entra";

const audience = "https://api.ci.ai.dynamics.com";
const instanceId = "6d0f3f0e-8a1c-4c43-9a37-1c2b5f1f7d55";
let local: LocalEntra;
let insights: RunningEmulator;
let token: string;

beforeAll(async () => {
  local = await localEntra();
  const { issuer, keys } = local.entra;
  insights = await startCustomerInsights({
    port: 0,
    issuer,
    keys,
    audience,
    tenantId,
    instanceId,
    alternateKey: "AccountNumber",
    viewers: ["insights-reader"],
  });
  token = await mint(audience);
});
afterAll(async () => {
  await insights.close();
  await local.close();
});

async function mint(aud: string): Promise<string> {
  const answer = await local.fetch(`https://localhost:${local.entra.port}/_emulator/tokens`, {
    method: "POST",
    body: JSON.stringify({ claims: { aud, azp: "insights-reader" } }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

function get(path: string, bearer: string | undefined = token): Promise<Response> {
  const headers = bearer ? { authorization: `Bearer ${bearer}` } : {};
  return fetch(`http://localhost:${insights.port}/v1/instances/${path}`, { headers });
}

function customers(query: Record<string, string>): Promise<Response> {
  return get(`${instanceId}/data/Customer?${new URLSearchParams(query)}`);
}

test("knows the account numbers that end in an even digit, with their measures", async () => {
  const query = {
    $filter: "AccountNumber in ('00-00000002','00-00000003', '00-00000004')",
    $expand: "Customer_Measure",
  };
  const answer = await customers(query);
  expect(answer.status).toBe(200);
  const measures = {
    CustomerId: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    ChurnProbability: expect.any(Number) as number,
    LifetimeValue: expect.any(Number) as number,
    NextBestAction: expect.any(String) as string,
  };
  const body = await answer.json();
  expect(body).toMatchObject({
    value: [
      { AccountNumber: "00-00000002", Customer_Measure: [measures] },
      { AccountNumber: "00-00000004", Customer_Measure: [measures] },
    ],
  });
  expect(await (await customers(query)).json()).toEqual(body);
});

test("one customer by eq, without measures unless asked for, and no more than $top", async () => {
  const one = (await (await customers({ $filter: "AccountNumber eq 'O''Neill 8'" })).json()) as { value: unknown[] };
  expect(one.value).toEqual([{ AccountNumber: "O'Neill 8", CustomerId: expect.any(String) as string }]);
  const two = (await (await customers({ $filter: "AccountNumber in ('2','4')", $top: "1" })).json()) as typeof one;
  expect(two.value).toHaveLength(1);
  const none = (await (await customers({ $filter: "AccountNumber eq '1'" })).json()) as typeof one;
  expect(none.value).toEqual([]);
});

test.each([
  {},
  { $filter: "CustomerId eq '2'" },
  { $filter: "AccountNumber eq 2" },
  { $filter: "AccountNumber eq '2' or AccountNumber eq '4'" },
  { $filter: "AccountNumber in ()" },
  { $filter: "AccountNumber eq '2'", $expand: "UnifiedActivity" },
  { $filter: "AccountNumber eq '2'", $top: "0" },
  { $filter: "AccountNumber eq '2'", $select: "CustomerId" },
])("refuses what it does not understand: %j", async (query) => {
  const answer = await customers(query as Record<string, string>);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: { code: "BadRequest" } });
});

test("lists its measures", async () => {
  const answer = await get(`${instanceId}/measures`);
  const names = ((await answer.json()) as { name: string }[]).map(({ name }) => name);
  expect(names).toEqual(["ChurnProbability", "LifetimeValue", "NextBestAction"]);
});

test("wants a token for itself, and an instance that is there", async () => {
  expect((await get(`${instanceId}/measures`, "")).status).toBe(401);
  const other = await get(`${instanceId}/measures`, await mint("https://vault.azure.net"));
  expect(other.status).toBe(401);
  expect(other.headers.get("www-authenticate")).toBe("Bearer");
  expect((await get("another/measures")).status).toBe(404);
});

test("names what it does not support", async () => {
  const answer = await get(`${instanceId}/data/UnifiedActivity`);
  expect(answer.status).toBe(501);
  expect(await answer.text()).toContain("/data/UnifiedActivity");
});

test("faults and counts", async () => {
  const control = `http://localhost:${insights.port}/_emulator`;
  await fetch(`${control}/requests`, { method: "DELETE" });
  const faults = [{ match: { path: "/data/Customer" }, drop: true, times: 1 }];
  await fetch(`${control}/faults`, { method: "PUT", body: JSON.stringify(faults) });
  await expect(customers({ $filter: "AccountNumber eq '2'" })).rejects.toThrow();
  expect((await customers({ $filter: "AccountNumber eq '2'" })).status).toBe(200);
  await get(`${instanceId}/measures`);
  const counts = await (await fetch(`${control}/requests`)).json();
  expect(counts).toMatchObject({ total: 3, operations: { customers: { count: 2 }, measures: { count: 1 } } });
});
