import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ClientSecretCredential } from "@azure/identity";
import { createRemoteJWKSet, customFetch, decodeProtectedHeader, jwtVerify } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startEntra } from "../../../local/emulators/entra";
import { type LocalEntra, localEntra, tenantId } from "./local-entra";

const api = "api://regulars";
const clients = [
  { clientId: "us-web-app", secrets: ["first", "second"], roles: { [api]: ["Channel.Ecommerce"] } },
  { clientId: "rotating", secrets: ["old"], roles: {} },
];
let local: LocalEntra;

beforeAll(async () => {
  local = await localEntra({ clients });
});
afterAll(() => local.close());

function credential(clientId: string, secret: string, tenant = tenantId): ClientSecretCredential {
  return new ClientSecretCredential(tenant, clientId, secret, {
    authorityHost: `https://localhost:${local.entra.port}`,
    disableInstanceDiscovery: true,
    tlsOptions: { ca: readFileSync(local.tls.caFile) },
    retryOptions: { maxRetries: 1, retryDelayInMs: 1 },
  });
}

function remoteKeys(url = local.entra.jwksUrl) {
  return createRemoteJWKSet(new URL(url), { [customFetch]: local.fetch });
}

test("the SDK gets a token that verifies against the published keys and carries what Entra's v2.0 tokens do", async () => {
  const before = Math.floor(Date.now() / 1000);
  const { token, expiresOnTimestamp } = await credential("us-web-app", "second").getToken(`${api}/.default`);
  const { payload } = await jwtVerify(token, remoteKeys(), { issuer: local.entra.issuer, audience: api });
  expect(local.entra.issuer).toBe(`https://localhost:${local.entra.port}/${tenantId}/v2.0`);
  expect(payload).toMatchObject({ azp: "us-web-app", tid: tenantId, ver: "2.0", roles: ["Channel.Ecommerce"] });
  expect(payload["oid"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(payload.sub).toBe(payload["oid"]);
  expect(payload.iat).toBeGreaterThanOrEqual(before);
  expect(payload.exp).toBe((payload.iat ?? 0) + 3600);
  expect(expiresOnTimestamp).toBeGreaterThan(Date.now() + 3_500_000);
  expect(decodeProtectedHeader(token)).toMatchObject({ alg: "RS256", typ: "JWT" });
});

test("an audience without roles gives a token without the claim", async () => {
  const { token } = await credential("us-web-app", "first").getToken("https://vault.azure.net/.default");
  const { payload } = await jwtVerify(token, remoteKeys(), { audience: "https://vault.azure.net" });
  expect(payload).not.toHaveProperty("roles");
});

test("the SDK reports a wrong secret, an unknown app and an unknown tenant with Entra's codes", async () => {
  const scope = `${api}/.default`;
  await expect(credential("us-web-app", "wrong").getToken(scope)).rejects.toThrow(/invalid_client.*AADSTS7000215/);
  await expect(credential("nobody", "x").getToken(scope)).rejects.toThrow(/unauthorized_client.*AADSTS700016/);
  await expect(credential("us-web-app", "first", "other-tenant").getToken(scope)).rejects.toThrow();
});

test("secrets replaced by the control route hold at once, and after a restart", async () => {
  const change = await local.fetch(`https://localhost:${local.entra.port}/_emulator/clients/rotating/secrets`, {
    method: "PUT",
    body: JSON.stringify(["new"]),
  });
  expect(change.status).toBe(204);
  await expect(credential("rotating", "old").getToken(`${api}/.default`)).rejects.toThrow("invalid_client");
  const { token } = await credential("rotating", "new").getToken(`${api}/.default`);

  const folder = join(local.root, "entra");
  const again = await startEntra({ port: 0, folder, tls: local.tls, tenantId, clients, issuerPort: local.entra.port });
  try {
    expect(again.issuer).toBe(local.entra.issuer);
    const keys = remoteKeys(`https://localhost:${again.port}/${tenantId}/discovery/v2.0/keys`);
    await expect(jwtVerify(token, keys, { issuer: again.issuer })).resolves.toBeDefined();
    const answer = await local.fetch(`https://localhost:${again.port}/${tenantId}/oauth2/v2.0/token`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: "rotating",
        client_secret: "new",
        scope: `${api}/.default`,
      }).toString(),
    });
    expect(answer.status).toBe(200);
  } finally {
    await again.close();
  }
});

test("the SDK retries through injected faults, and the tokens asked for are counted", async () => {
  const origin = `https://localhost:${local.entra.port}`;
  await local.fetch(`${origin}/_emulator/requests`, { method: "DELETE" });
  const faults = [{ match: { method: "POST", path: "/token" }, respond: { status: 503, retryAfterMs: 1 }, times: 1 }];
  await local.fetch(`${origin}/_emulator/faults`, { method: "PUT", body: JSON.stringify(faults) });
  await credential("us-web-app", "first").getToken(`${api}/.default`);
  const counts = await (await local.fetch(`${origin}/_emulator/requests`)).json();
  expect(counts).toMatchObject({ operations: { token: { count: 2 } } });
});
