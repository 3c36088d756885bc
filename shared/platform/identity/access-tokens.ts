import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from "jose";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import { Failure } from "../../failure";
import type { Caller, CheckAccessToken } from "../../http";

const discovery = z.object({ jwks_uri: z.url() });
const claims = z.object({
  exp: z.number(),
  roles: z.array(z.string()).default([]),
  oid: z.string().optional(),
  azp: z.string().optional(),
});

/** How long keys serve while no token asks for a new one: an issuer may be away for hours. */
const keysMaxAgeMs = 24 * 3_600_000;

/** A token is checked again after this time; a till sends the same one with every request. */
const recheckMs = 60_000;
const clockToleranceSeconds = 60;

/**
 * Checks access tokens (RS256) of one issuer and audience. The issuer's keys are found through its discovery
 * document, at the first token, and kept; a key that is new to us is fetched.
 */
export function entraAccessTokens(issuer: string, audience: string): CheckAccessToken {
  const checked = new LRUCache<string, Caller>({ max: 5_000 });
  let keys: Promise<JWTVerifyGetKey> | undefined;

  async function check(token: string) {
    // A discovery that failed is not kept. Keys once found are, whatever becomes of a fetch of new ones: a token with an
    // unknown key must not lock out the others while the issuer is away.
    keys ??= discoverKeys(issuer).catch((error: unknown) => {
      keys = undefined;
      throw error;
    });
    try {
      const options = { issuer, audience, algorithms: ["RS256"], clockTolerance: clockToleranceSeconds };
      return claims.parse((await jwtVerify(token, await keys, options)).payload);
    } catch (error) {
      if (error instanceof z.ZodError || isTokenFault(error)) {
        throw new Failure("unauthenticated", "The access token is not valid.", { cause: error });
      }
      throw new Failure("dependency-unavailable", "The token issuer cannot be reached.", { cause: error });
    }
  }

  return async (token) => {
    const known = checked.get(token);
    if (known) return known;
    const { exp, roles, oid, azp } = await check(token);
    const caller = { roles, ...(oid === undefined ? {} : { oid }), ...(azp === undefined ? {} : { azp }) };
    const expiresInMs = exp * 1000 - Date.now();
    if (expiresInMs > 0) checked.set(token, caller, { ttl: Math.min(expiresInMs, recheckMs) });
    return caller;
  };
}

async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(5_000) });
  if (!response.ok) throw new Error(`The issuer's discovery answered ${response.status}.`);
  return createRemoteJWKSet(new URL(discovery.parse(await response.json()).jwks_uri), {
    cacheMaxAge: keysMaxAgeMs,
  });
}

// Of jose's errors only these come from the issuer's key endpoint, not from the token.
function isTokenFault(error: unknown): boolean {
  const fromIssuer = error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid;
  return error instanceof errors.JOSEError && !fromIssuer && error.code !== "ERR_JOSE_GENERIC";
}
