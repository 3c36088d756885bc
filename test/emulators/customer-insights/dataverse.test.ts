import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunningEmulator } from "../../../local/emulators/control";
import { startCustomerInsights } from "../../../local/emulators/customer-insights";
import { type LocalEntra, localEntra, tenantId } from "../entra/local-entra";

let local: LocalEntra;
let insights: RunningEmulator;

const start = (limit?: { requests: number; windowMs: number }) =>
  startCustomerInsights({
    port: 0,
    issuer: local.entra.issuer,
    keys: local.entra.keys,
    audience: "https://api.ci.ai.dynamics.com",
    tenantId,
    instanceId: "6d0f3f0e-8a1c-4c43-9a37-1c2b5f1f7d55",
    alternateKey: "AccountNumber",
    viewers: ["insights-reader"],
    ...(limit && { limit }),
  });

beforeAll(async () => {
  local = await localEntra();
  insights = await start();
});
afterAll(async () => {
  await insights.close();
  await local.close();
});

async function mint(aud: string, azp = "insights-reader"): Promise<string> {
  const answer = await local.fetch(`https://localhost:${local.entra.port}/_emulator/tokens`, {
    method: "POST",
    body: JSON.stringify({ claims: { aud, azp } }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

const originOf = ({ port }: RunningEmulator) => `http://localhost:${port}`;

async function rows(table: string, query: Record<string, string>, token?: string, at = insights): Promise<Response> {
  const bearer = token ?? (await mint(originOf(at)));
  const url = `${originOf(at)}/api/data/v9.2/${table}?${new URLSearchParams(query)}`;
  return fetch(url, { headers: bearer === "" ? {} : { authorization: `Bearer ${bearer}` } });
}

const value = async (response: Response) => ((await response.json()) as { value: Record<string, string>[] }).value;

test("finds profiles by the alternate key, and their measures by the customer's id", async () => {
  const found = await rows("msdynci_customerprofiles", {
    $select: "msdynci_customerid,msdynci_accountnumber",
    $filter: "msdynci_accountnumber eq '2' or msdynci_accountnumber eq '3' or msdynci_accountnumber eq 'O''Neill 4'",
  });
  expect(found.headers.get("odata-version")).toBe("4.0");
  const profiles = await value(found);
  expect(profiles.map((row) => row["msdynci_accountnumber"])).toEqual(["2", "O'Neill 4"]);
  const id = profiles[0]?.["msdynci_customerid"] ?? "";
  const [measures] = await value(await rows("msdynci_customermeasures", { $filter: `msdynci_customerid eq '${id}'` }));
  expect(measures?.["msdynci_identifier"]).toBe(`Customer_Measure|${id}`);
  expect(JSON.parse(measures?.["msdynci_measures"] ?? "")).toEqual({
    CustomerId: id,
    ChurnProbability: expect.any(Number) as number,
    LifetimeValue: expect.any(Number) as number,
    NextBestAction: expect.any(String) as string,
  });
});

test("gives no more than $top, the selected columns, and the primary id beside them", async () => {
  const some = await value(await rows("msdynci_customermeasures", { $select: "msdynci_measures", $top: "2" }));
  expect(some.map((row) => new Set(Object.keys(row)))).toEqual(
    Array.from({ length: 2 }, () => new Set(["msdynci_measures", "msdynci_customermeasureid"])),
  );
});

test.each([
  { $filter: "msdynci_accountnumber in ('2','4')" },
  { $filter: "msdynci_accountnumber eq '2' or msdynci_customerid eq '4'" },
  { $filter: "msdynci_accountnumber eq '2' and msdynci_accountnumber eq '4'" },
  { $filter: "contains(msdynci_accountnumber,'2')" },
  { $filter: "msdynci_accountnumber eq 2" },
  { $filter: "msdynci_nosuchcolumn eq '2'" },
  { $select: "msdynci_nosuchcolumn" },
  { $top: "none" },
  { $orderby: "msdynci_accountnumber" },
])("refuses what Dataverse refuses, and what it does not understand: %j", async (query) => {
  const answer = await rows("msdynci_customerprofiles", query as Record<string, string>);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: { code: "0x80060888" } });
});

test("wants a token for this very organisation, of an app that may read", async () => {
  const missing = await rows("msdynci_customerprofiles", {}, "");
  expect(missing.status).toBe(401);
  expect(missing.headers.get("www-authenticate")).toBe(
    `Bearer authorization_uri=https://localhost:${local.entra.port}/${tenantId}/oauth2/authorize, resource_id=${originOf(insights)}/`,
  );
  expect((await rows("msdynci_customerprofiles", {}, await mint("https://api.ci.ai.dynamics.com"))).status).toBe(401);
  const stranger = await rows("msdynci_customerprofiles", {}, await mint(originOf(insights), "stranger"));
  expect([stranger.status, await stranger.json()]).toMatchObject([403, { error: { code: "0x80072560" } }]);
});

test("throttles over its limit, and says when there is room again", async () => {
  const small = await start({ requests: 2, windowMs: 60_000 });
  try {
    const statuses: number[] = [];
    for (let times = 0; times < 3; times += 1) {
      const answer = await rows("msdynci_customerprofiles", { $top: "1" }, undefined, small);
      statuses.push(answer.status);
      if (answer.status === 429) expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    }
    expect(statuses).toEqual([200, 200, 429]);
  } finally {
    await small.close();
  }
});

test("names what it does not support", async () => {
  const answer = await rows("msdynci_segmentmemberships", {});
  expect([answer.status, await answer.text()]).toEqual([501, expect.stringContaining("msdynci_segmentmemberships")]);
});
