import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  exportJWK,
  exportSPKI,
  type GenerateKeyPairResult,
  generateKeyPair,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { entraAccessTokens } from "../../shared/platform/identity";

const audience = "api://regulars";
const refused = { kind: "unauthenticated" };

/** An issuer over plain HTTP, whose keys a test can change. */
async function startIssuer() {
  const keys = new Map<string, GenerateKeyPairResult>();
  let isAway = false;
  const add = async (keyId: string) => void keys.set(keyId, await generateKeyPair("RS256", { extractable: true }));
  await add("first");
  const server: Server = createServer((request, response) => {
    const jwks = async () =>
      Promise.all(
        [...keys].map(async ([kid, { publicKey }]) => ({ ...(await exportJWK(publicKey)), kid, use: "sig" })),
      );
    const answer = async () =>
      request.url?.includes("openid-configuration") ? { issuer, jwks_uri: `${issuer}/keys` } : { keys: await jwks() };
    void answer().then((body) => response.writeHead(isAway ? 503 : 200).end(JSON.stringify(body)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}/tenant/v2.0`;
  return {
    issuer,
    keys,
    add,
    away: (is: boolean) => {
      isAway = is;
    },
    close: () => server.close(),
  };
}

describe("access tokens", () => {
  let issuer: Awaited<ReturnType<typeof startIssuer>>;
  let stranger: GenerateKeyPairResult;
  beforeAll(async () => {
    issuer = await startIssuer();
    stranger = await generateKeyPair("RS256");
  });
  afterAll(() => issuer.close());

  const check = (token: string) => entraAccessTokens(issuer.issuer, audience)(token);
  const claims = (different: Record<string, unknown> = {}): JWTPayload => ({
    iss: issuer.issuer,
    aud: audience,
    exp: Math.floor(Date.now() / 1000) + 600,
    roles: ["Channel.Pos"],
    oid: "worker-1",
    ...different,
  });
  const keyOf = (keyId: string) => issuer.keys.get(keyId)?.privateKey ?? stranger.privateKey;
  const sign = (payload: JWTPayload, kid = "first", key = keyOf(kid)) =>
    new SignJWT(payload).setProtectedHeader({ alg: "RS256", kid }).sign(key);

  it("a good one names its caller", async () => {
    expect(await check(await sign(claims()))).toEqual({ roles: ["Channel.Pos"], oid: "worker-1" });
    const app = claims({ azp: "us-web-app", oid: undefined, roles: ["Channel.Ecommerce"] });
    expect(await check(await sign(app))).toEqual({ roles: ["Channel.Ecommerce"], azp: "us-web-app" });
  });

  it("one without roles has none", async () => {
    expect(await check(await sign(claims({ roles: undefined })))).toEqual({ roles: [], oid: "worker-1" });
  });

  it.each<[string, () => JWTPayload]>([
    ["expired", () => claims({ exp: Math.floor(Date.now() / 1000) - 120 })],
    ["not valid yet", () => claims({ nbf: Math.floor(Date.now() / 1000) + 600 })],
    ["for another audience", () => claims({ aud: "api://other" })],
    ["of another issuer", () => claims({ iss: "https://login.example/tenant/v2.0" })],
    ["without an end", () => claims({ exp: undefined })],
    ["with a role that is no list", () => claims({ roles: "Headquarters.Admin" })],
  ])("one that is %s is refused", async (_, payload) => {
    await expect(check(await sign(payload()))).rejects.toMatchObject(refused);
  });

  it("one that is unsigned is refused", async () => {
    await expect(check(new UnsecuredJWT(claims()).encode())).rejects.toMatchObject(refused);
  });

  it("one that is signed with the public key as a secret is refused", async () => {
    const publicKey = issuer.keys.get("first")?.publicKey;
    if (!publicKey) throw new Error("There is no key.");
    const secret = new TextEncoder().encode(await exportSPKI(publicKey));
    const token = await new SignJWT(claims()).setProtectedHeader({ alg: "HS256", kid: "first" }).sign(secret);
    await expect(check(token)).rejects.toMatchObject(refused);
  });

  it("one of an unknown key, or of another's key under a known id, is refused", async () => {
    await expect(check(await sign(claims(), "unknown"))).rejects.toMatchObject(refused);
    await expect(check(await sign(claims(), "first", stranger.privateKey))).rejects.toMatchObject(refused);
  });

  it.each(["", "a", "a.b.c", "..", "eyJhbGciOiJub25lIn0.e30."])("%j is no token", async (token) => {
    await expect(check(token)).rejects.toMatchObject(refused);
  });

  it("a tampered one is refused", async () => {
    const [header, , signature] = (await sign(claims())).split(".");
    const admin = Buffer.from(JSON.stringify(claims({ roles: ["Headquarters.Admin"] }))).toString("base64url");
    await expect(check(`${header}.${admin}.${signature}`)).rejects.toMatchObject(refused);
  });

  it("an issuer that is away is no fault of the token; when it is back all is well", async () => {
    const checking = entraAccessTokens(issuer.issuer, audience);
    const token = await sign(claims());
    issuer.away(true);
    await expect(checking(token)).rejects.toMatchObject({ kind: "dependency-unavailable" });
    issuer.away(false);
    expect(await checking(token)).toMatchObject({ oid: "worker-1" });
  });

  it("a key that the issuer made since is found", async () => {
    await issuer.add("second");
    const checking = entraAccessTokens(issuer.issuer, audience);
    await checking(await sign(claims()));
    expect(await checking(await sign(claims({ oid: "worker-2" }), "second"))).toMatchObject({ oid: "worker-2" });
  });
});
