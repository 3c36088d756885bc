import { createHash, randomUUID } from "node:crypto";
import { type JWTPayload, SignJWT } from "jose";
import type { ClientRegistration } from "./client-registry";
import type { SigningKey } from "./signing-key";

export interface TokenIssuer {
  /** An access token for the app itself, as Entra's v2.0 endpoint makes it; valid for an hour. */
  appToken(client: ClientRegistration, audience: string): Promise<string>;
  /** A token with exactly these claims beside the issuer's own; a claim given here wins over those. */
  tokenWith(claims: JWTPayload, expiresInSeconds: number): Promise<string>;
}

export const tokenLifetimeSeconds = 3600;

export function tokenIssuer(issuer: string, tenantId: string, key: SigningKey): TokenIssuer {
  const sign = (claims: JWTPayload, expiresInSeconds: number): Promise<string> => {
    const now = Math.floor(Date.now() / 1000);
    const expiresAt = now + expiresInSeconds;
    const issuedAt = Math.min(now, expiresAt - 1); // one that has expired was once issued
    const own = { iss: issuer, tid: tenantId, ver: "2.0", iat: issuedAt, nbf: issuedAt, exp: expiresAt };
    return new SignJWT({ ...own, ...claims })
      .setProtectedHeader({ typ: "JWT", alg: "RS256", kid: key.keyId })
      .sign(key.privateKey);
  };
  return {
    appToken(client, audience) {
      const objectId = objectIdOf(client.clientId);
      const roles = client.roles[audience] ?? [];
      const claims = {
        aud: audience,
        azp: client.clientId,
        azpacr: "1", // authenticated with a client secret
        oid: objectId,
        sub: objectId, // of an app token, the service principal itself
        uti: randomUUID(),
        ...(roles.length > 0 ? { roles } : {}), // Entra leaves the claim out rather than empty
      };
      return sign(claims, tokenLifetimeSeconds);
    },
    tokenWith: sign,
  };
}

/** Of the service principal: another GUID than the client id, the same at every start. */
export function objectIdOf(clientId: string): string {
  const hash = createHash("sha256").update(clientId).digest("hex");
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `5${hash.slice(13, 16)}`,
    `a${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join("-");
}
