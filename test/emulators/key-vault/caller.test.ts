import { join } from "node:path";
import { createRemoteJWKSet, customFetch } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunningEmulator } from "../../../local/emulators/control";
import { startKeyVault } from "../../../local/emulators/key-vault";
import { type LocalEntra, localEntra, tenantId } from "../entra/local-entra";

let local: LocalEntra;
let foreign: LocalEntra;
let vault: RunningEmulator;

beforeAll(async () => {
  local = await localEntra();
  foreign = await localEntra();
  vault = await startKeyVault({
    port: 0,
    folder: join(local.root, "key-vault"),
    tls: local.tls,
    issuer: local.entra.issuer,
    keys: createRemoteJWKSet(new URL(local.entra.jwksUrl), { [customFetch]: local.fetch }),
    tenantId,
    access: { me: ["get"] },
  });
});
afterAll(async () => {
  await vault.close();
  await local.close();
  await foreign.close();
});

const good = { aud: "https://vault.azure.net", oid: "me" };

async function mint(claims: object, expiresInSeconds = 60, by = local): Promise<string> {
  const answer = await by.fetch(`https://localhost:${by.entra.port}/_emulator/tokens`, {
    method: "POST",
    body: JSON.stringify({ claims, expiresInSeconds }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

function get(token: string | undefined, query = "?api-version=7.6"): Promise<Response> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return local.fetch(`https://localhost:${vault.port}/secrets/x${query}`, { headers });
}

test("a good token gets through to the secret that is not there", async () => {
  expect((await get(await mint(good))).status).toBe(404);
});

test("no token is answered with where to get one", async () => {
  const answer = await get(undefined);
  expect(answer.status).toBe(401);
  expect(answer.headers.get("www-authenticate")).toBe(
    `Bearer authorization="https://localhost:${local.entra.port}/${tenantId}", resource="https://vault.azure.net"`,
  );
  expect(await answer.json()).toMatchObject({ error: { code: "Unauthorized" } });
});

test.each([
  ["another audience", () => mint({ ...good, aud: "api://regulars" }), "AKV10022"],
  ["another issuer", () => mint({ ...good, iss: "https://localhost/other/v2.0" }), "AKV10032"],
  ["another tenant", () => mint({ ...good, tid: "other" }), "AKV10032"],
  ["expired", () => mint(good, -10), "TokenExpired"],
  ["foreign signature", () => mint({ ...good, iss: local.entra.issuer }, 60, foreign), "BadToken"],
  ["not a token", () => Promise.resolve("abc"), "BadToken"],
])("refuses: %s", async (_name, token, message) => {
  const answer = await get(await token());
  expect(answer.status).toBe(401);
  expect(answer.headers.get("www-authenticate")).toContain("resource=");
  expect(await answer.text()).toContain(message);
});

test.each(["", "?api-version=1.0"])("wants a version of the API that it knows: %s", async (query) => {
  const answer = await get(await mint(good), query);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: { code: "BadParameter" } });
});
