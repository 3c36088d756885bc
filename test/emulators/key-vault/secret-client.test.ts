import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ClientSecretCredential } from "@azure/identity";
import { SecretClient } from "@azure/keyvault-secrets";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunningEmulator } from "../../../local/emulators/control";
import { type KeyVaultOptions, startKeyVault } from "../../../local/emulators/key-vault";
import { type LocalEntra, localEntra, tenantId } from "../entra/local-entra";

let local: LocalEntra;
let vault: RunningEmulator;
let admin: SecretClient;
let reader: SecretClient;

const client = (clientId: string) => ({ clientId, secrets: ["secret"], roles: {} });

beforeAll(async () => {
  local = await localEntra({ clients: ["keyvault-admin", "functions", "stranger"].map(client) });
  vault = await startKeyVault(vaultOptions());
  admin = secretClient("keyvault-admin");
  reader = secretClient("functions");
});
afterAll(async () => {
  await vault.close();
  await local.close();
});

function vaultOptions(): KeyVaultOptions {
  return {
    port: 0,
    folder: join(local.root, "key-vault"),
    tls: local.tls,
    issuer: local.entra.issuer,
    keys: local.entra.keys,
    tenantId,
    access: { "keyvault-admin": ["get", "list", "set"], functions: ["get"] },
  };
}

function secretClient(clientId: string, port = vault.port, entraPort = local.entra.port): SecretClient {
  const tlsOptions = { ca: readFileSync(local.tls.caFile) };
  const credential = new ClientSecretCredential(tenantId, clientId, "secret", {
    authorityHost: `https://localhost:${entraPort}`,
    disableInstanceDiscovery: true,
    tlsOptions,
  });
  return new SecretClient(`https://localhost:${port}`, credential, {
    // localhost is no subdomain of vault.azure.net, the resource that the challenge names
    disableChallengeResourceVerification: true,
    tlsOptions,
    retryOptions: { maxRetries: 2, retryDelayInMs: 1 },
  });
}

test("a secret that was set is read back by name and by version, with its attributes", async () => {
  const expiresOn = new Date("2030-01-01T00:00:00Z");
  const options = { expiresOn, contentType: "text/plain", tags: { owner: "insights" } };
  const set = await admin.setSecret("insights-secret", "one", options);
  const got = await reader.getSecret("insights-secret");
  expect(got).toMatchObject({ name: "insights-secret", value: "one" });
  expect(got.properties).toMatchObject({
    enabled: true,
    expiresOn,
    contentType: "text/plain",
    tags: { owner: "insights" },
  });
  expect(got.properties.createdOn?.getTime()).toBeGreaterThan(Date.now() - 60_000);
  expect(got.properties.version).toMatch(/^[0-9a-f]{32}$/);

  await admin.setSecret("INSIGHTS-secret", "two");
  expect((await reader.getSecret("insights-secret")).value).toBe("two");
  const version = set.properties.version ?? "";
  expect((await reader.getSecret("insights-secret", { version })).value).toBe("one");
});

test("what is not there is SecretNotFound", async () => {
  const notFound = { statusCode: 404, code: "SecretNotFound" };
  await expect(reader.getSecret("nothing")).rejects.toMatchObject(notFound);
  await admin.setSecret("there", "x");
  await expect(reader.getSecret("there", { version: "0".repeat(32) })).rejects.toMatchObject(notFound);
});

test("a disabled version is Forbidden with SecretDisabled, and can be enabled again", async () => {
  const { properties } = await admin.setSecret("switch", "x", { enabled: false });
  await expect(reader.getSecret("switch")).rejects.toMatchObject({
    statusCode: 403,
    code: "Forbidden",
    details: { error: { innerError: { code: "SecretDisabled" } } },
  });
  const expiresOn = new Date("2031-01-01T00:00:00Z");
  const updated = await admin.updateSecretProperties("switch", properties.version ?? "", { enabled: true, expiresOn });
  expect(updated).toMatchObject({ enabled: true, expiresOn });
  expect((await reader.getSecret("switch")).properties.expiresOn).toEqual(expiresOn);
});

test("an expired secret can still be read, as in Azure", async () => {
  await admin.setSecret("expired", "x", { expiresOn: new Date("2020-01-01T00:00:00Z") });
  expect((await reader.getSecret("expired")).value).toBe("x");
});

test("lists secrets and versions without values, over several pages", async () => {
  for (let n = 10; n < 40; n += 1) await admin.setSecret(`many-${n}`, "x");
  const names: string[] = [];
  for await (const properties of admin.listPropertiesOfSecrets()) names.push(properties.name);
  expect(names.filter((name) => name.startsWith("many-"))).toHaveLength(30);

  await admin.setSecret("many-10", "y");
  const versions: (string | undefined)[] = [];
  for await (const { version } of admin.listPropertiesOfSecretVersions("many-10")) versions.push(version);
  expect(new Set(versions).size).toBe(2);
});

test("each identity may do what it was given and no more", async () => {
  await expect(reader.setSecret("mine", "x")).rejects.toMatchObject({ statusCode: 403, code: "Forbidden" });
  await expect(reader.listPropertiesOfSecrets().next()).rejects.toMatchObject({ statusCode: 403 });
  await expect(secretClient("stranger").getSecret("there")).rejects.toMatchObject({ statusCode: 403 });
});

test("refuses names and values that the service refuses", async () => {
  await expect(admin.setSecret("under_score", "x")).rejects.toMatchObject({ statusCode: 400, code: "BadParameter" });
  await expect(admin.setSecret("big", "x".repeat(25_601))).rejects.toMatchObject({ statusCode: 400 });
});

test("does not pretend to delete", async () => {
  await admin.setSecret("stays", "x");
  await expect(admin.beginDeleteSecret("stays")).rejects.toMatchObject({ statusCode: 501, code: "NotImplemented" });
  expect((await reader.getSecret("stays")).value).toBe("x");
});

test("secrets outlive the process", async () => {
  await admin.setSecret("durable", "kept");
  const again = await startKeyVault(vaultOptions());
  try {
    expect((await secretClient("functions", again.port).getSecret("durable")).value).toBe("kept");
  } finally {
    await again.close();
  }
});

test("the SDK waits out injected faults, and requests are counted", async () => {
  await admin.setSecret("faulty", "x");
  const origin = `https://localhost:${vault.port}`;
  await local.fetch(`${origin}/_emulator/requests`, { method: "DELETE" });
  const faults = [{ match: { path: "/secrets/faulty" }, respond: { status: 429, retryAfterMs: 5 }, times: 2 }];
  await local.fetch(`${origin}/_emulator/faults`, { method: "PUT", body: JSON.stringify(faults) });
  expect((await reader.getSecret("faulty")).value).toBe("x");
  const counts = await (await local.fetch(`${origin}/_emulator/requests`)).json();
  expect(counts).toMatchObject({ total: 3, operations: { "get-secret": { count: 3 } } });
});

test("over its limit it throttles, and the SDK waits for as long as it is asked to", async () => {
  await admin.setSecret("throttled", "value");
  const small = await startKeyVault({ ...vaultOptions(), limit: { requests: 3, windowMs: 1_000 } });
  try {
    const client = secretClient("functions", small.port);
    for (let times = 0; times < 3; times += 1) expect((await client.getSecret("throttled")).value).toBe("value");
    const answer = await local.fetch(`https://localhost:${small.port}/_emulator/requests`);
    const counts = (await answer.json()) as { operations: Record<string, { count: number }> };
    expect(counts.operations["get-secret"]?.count).toBeGreaterThan(4); // the challenge, three readings, and a refusal
  } finally {
    await small.close();
  }
});
