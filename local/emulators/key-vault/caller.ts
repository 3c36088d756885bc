import { type JWTPayload, type JWTVerifyGetKey, errors as joseErrors, jwtVerify } from "jose";
import type { Answer, EmulatorRequest } from "../control";
import { keyVaultError } from "./key-vault-error";

export type Permission = "get" | "list" | "set";

/** What each identity may do, by the `oid` or the `azp` (client id) of its token. */
export type Access = Readonly<Record<string, readonly Permission[]>>;

export interface CallerCheck {
  readonly issuer: string;
  readonly tenantId: string;
  readonly keys: JWTVerifyGetKey;
  readonly access: Access;
}

export const vaultResource = "https://vault.azure.net";

/** The refusal that the caller gets; `undefined` when it may do this. */
export async function refuseCaller(
  request: EmulatorRequest,
  permission: Permission,
  check: CallerCheck,
): Promise<Answer | undefined> {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (!bearer) return unauthorized(check, "AKV10000: Request is missing a Bearer or PoP token.");
  let claims: JWTPayload;
  try {
    const options = { issuer: check.issuer, audience: vaultResource, algorithms: ["RS256"], requiredClaims: ["exp"] };
    claims = (await jwtVerify(bearer, check.keys, options)).payload;
  } catch (error) {
    if (error instanceof joseErrors.JOSEError) return unauthorized(check, `${tokenFault(error)} ${error.message}.`);
    throw error;
  }
  if (claims["tid"] !== check.tenantId) return unauthorized(check, "AKV10032: Invalid issuer.");
  const identities = [claims["oid"], claims["azp"], claims["appid"]].filter((id) => typeof id === "string");
  if (identities.some((id) => check.access[id]?.includes(permission))) return undefined;
  const message = `The user, group or application '${identities.join(";")}' does not have secrets ${permission} permission on the key vault.`;
  return keyVaultError(403, "Forbidden", message, "AccessDenied");
}

function tokenFault(error: joseErrors.JOSEError): string {
  if (error instanceof joseErrors.JWTClaimValidationFailed && error.claim === "aud") {
    return `AKV10022: Invalid audience. Expected ${vaultResource}.`;
  }
  if (error instanceof joseErrors.JWTClaimValidationFailed && error.claim === "iss") {
    return "AKV10032: Invalid issuer.";
  }
  if (error instanceof joseErrors.JWTExpired) return "[TokenExpired] Error validating token.";
  return "[BadToken] Error validating token.";
}

/** Every 401 tells where a token is to be had: the SDK's first request carries none and waits for this. */
function unauthorized({ issuer, tenantId }: CallerCheck, message: string): Answer {
  const authorization = new URL(`/${tenantId}`, issuer).href;
  const challenge = `Bearer authorization="${authorization}", resource="${vaultResource}"`;
  return { ...keyVaultError(401, "Unauthorized", message), headers: { "www-authenticate": challenge } };
}
