import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from "jose";
import { z } from "zod";
import { Failure } from "../../failure";
import type { Caller, CheckAccessToken } from "../../http/caller";

const discovery = z.object({ jwks_uri: z.url() });
const claims = z.object({
  roles: z.array(z.string()).default([]),
  oid: z.string().optional(),
  azp: z.string().optional(),
});

/**
 * Checks access tokens (RS256) of one issuer and audience. The issuer's keys are found through its discovery
 * document, at the first token, and kept; a key that is new to us is fetched.
 */
export function entraAccessTokens(issuer: string, audience: string): CheckAccessToken {
  let keys: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined;

  async function discover() {
    const response = await fetch(`${issuer}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(5_000) });
    if (!response.ok) throw new Error(`The issuer's discovery answered ${response.status}.`);
    return createRemoteJWKSet(new URL(discovery.parse(await response.json()).jwks_uri));
  }

  return async (token) => {
    keys ??= discover();
    let payload: JWTPayload;
    try {
      const verified = await jwtVerify(token, await keys, {
        issuer,
        audience,
        algorithms: ["RS256"],
        clockTolerance: 60,
      });
      payload = verified.payload;
    } catch (error) {
      if (!isTokenFault(error)) {
        keys = undefined;
        throw new Failure("dependency-unavailable", "The token issuer cannot be reached.", { cause: error });
      }
      throw new Failure("unauthenticated", "The access token is not valid.", { cause: error });
    }
    return caller(payload);
  };
}

// Of jose's errors only these two come from the issuer's key endpoint, not from the token.
function isTokenFault(error: unknown): boolean {
  const fromIssuer = error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid;
  return error instanceof errors.JOSEError && !fromIssuer && error.code !== "ERR_JOSE_GENERIC";
}

function caller(payload: JWTPayload): Caller {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) throw new Failure("unauthenticated", "The access token has unusable claims.");
  const { roles, oid, azp } = parsed.data;
  return { roles, ...(oid === undefined ? {} : { oid }), ...(azp === undefined ? {} : { azp }) };
}
