import { jwtVerify } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LocalEntra, localEntra, tenantId } from "./local-entra";

const good = {
  grant_type: "client_credentials",
  client_id: "app",
  client_secret: "secret",
  scope: "api://regulars/.default",
};
let local: LocalEntra;
let origin: string;

beforeAll(async () => {
  local = await localEntra({ clients: [{ clientId: "app", secrets: ["secret"], roles: {} }] });
  origin = `https://localhost:${local.entra.port}`;
});
afterAll(() => local.close());

async function askToken(form: Record<string, string>, tenant = tenantId): Promise<{ status: number; body: unknown }> {
  const answer = await local.fetch(`${origin}/${tenant}/oauth2/v2.0/token`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
  });
  return { status: answer.status, body: await answer.json() };
}

describe("refuses as Entra does", () => {
  const { grant_type: _grant, ...noGrant } = good;
  const { client_secret: _secret, ...noSecret } = good;
  const { scope: _scope, ...noScope } = good;
  test.each([
    ["no grant type", noGrant, 400, "invalid_request", 900144],
    ["another grant", { ...good, grant_type: "password" }, 400, "unsupported_grant_type", 70003],
    ["no scope", noScope, 400, "invalid_request", 900144],
    ["a scope that is no resource's default", { ...good, scope: "api://regulars/read" }, 400, "invalid_scope", 1002012],
    ["two scopes", { ...good, scope: "a/.default b/.default" }, 400, "invalid_scope", 1002012],
    ["an unknown client", { ...good, client_id: "nobody" }, 400, "unauthorized_client", 700016],
    ["no secret", noSecret, 401, "invalid_client", 7000218],
    ["a wrong secret", { ...good, client_secret: "Secret" }, 401, "invalid_client", 7000215],
  ])("%s", async (_name, form, status, error, code) => {
    const answer = await askToken(form);
    expect(answer).toMatchObject({ status, body: { error, error_codes: [code] } });
    expect(answer.body).toHaveProperty("error_description", expect.stringContaining(`AADSTS${code}: `));
  });

  test("an unknown tenant, in tokens and in discovery", async () => {
    expect(await askToken(good, "contoso")).toMatchObject({ status: 400, body: { error_codes: [90002] } });
    const discovery = await local.fetch(`${origin}/contoso/v2.0/.well-known/openid-configuration`);
    expect(discovery.status).toBe(400);
    expect(await discovery.json()).toMatchObject({ error: "invalid_tenant" });
  });

  test("what it does not support, with 501 and its name", async () => {
    expect((await askToken({ ...good, client_assertion: "x" })).status).toBe(501);
    const answer = await local.fetch(`${origin}/${tenantId}/oauth2/v2.0/devicecode`, { method: "POST" });
    expect(answer.status).toBe(501);
    expect(await answer.text()).toContain("/oauth2/v2.0/devicecode");
  });
});

test.each(["/v2.0", ""])("discovery under /{tenant}%s names the issuer and its endpoints", async (version) => {
  const answer = await local.fetch(`${origin}/${tenantId}${version}/.well-known/openid-configuration`);
  expect(await answer.json()).toMatchObject({
    issuer: local.entra.issuer,
    token_endpoint: `${origin}/${tenantId}/oauth2/v2.0/token`,
    jwks_uri: local.entra.jwksUrl,
  });
});

test("instance discovery knows this host alone", async () => {
  const answer = await local.fetch(`${origin}/common/discovery/instance?api-version=1.1`);
  const host = `localhost:${local.entra.port}`;
  expect(await answer.json()).toMatchObject({ metadata: [{ preferred_network: host, aliases: [host] }] });
});

async function mint(body: unknown): Promise<string> {
  const answer = await local.fetch(`${origin}/_emulator/tokens`, { method: "POST", body: JSON.stringify(body) });
  return ((await answer.json()) as { access_token: string }).access_token;
}

test("mints the token of a worker with exactly the claims asked for", async () => {
  const token = await mint({ claims: { aud: "api://regulars", oid: "worker", roles: ["Channel.Pos"] } });
  const { payload } = await jwtVerify(token, local.entra.keys, { issuer: local.entra.issuer });
  const own = ["aud", "exp", "iat", "iss", "nbf", "oid", "roles", "tid", "ver"];
  expect(new Set(Object.keys(payload))).toEqual(new Set(own));
});

test("mints one that has expired", async () => {
  const token = await mint({ claims: { aud: "x" }, expiresInSeconds: -60 });
  await expect(jwtVerify(token, local.entra.keys)).rejects.toMatchObject({ code: "ERR_JWT_EXPIRED" });
});

test("a client registered by the control route gets tokens with its roles", async () => {
  const answer = await local.fetch(`${origin}/_emulator/clients/new-shop`, {
    method: "PUT",
    body: JSON.stringify({ secrets: ["s"], roles: { "api://regulars": ["Channel.Ecommerce"] } }),
  });
  expect(answer.status).toBe(204);
  const { body } = await askToken({ ...good, client_id: "new-shop", client_secret: "s" });
  const { payload } = await jwtVerify((body as { access_token: string }).access_token, local.entra.keys);
  expect(payload["roles"]).toEqual(["Channel.Ecommerce"]);
});
