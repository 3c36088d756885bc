import { type JWTVerifyGetKey, errors as joseErrors, jwtVerify } from "jose";
import type { EmulatorRequest } from "../control";

export interface CallerCheck {
  /** The `iss` that tokens must carry. */
  readonly issuer: string;
  readonly tenantId: string;
  readonly keys: JWTVerifyGetKey;
  /** The client ids that may read. */
  readonly viewers: readonly string[];
}

/** Each API words refusals in its own way. */
export interface Refusal {
  readonly status: 401 | 403;
  readonly reason: string;
}

/** `undefined` when the caller has a good token for this audience and may read. */
export async function refuseCaller(
  request: EmulatorRequest,
  audience: string,
  { issuer, tenantId, keys, viewers }: CallerCheck,
): Promise<Refusal | undefined> {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (!bearer) return { status: 401, reason: "No bearer token was sent." };
  try {
    const options = { issuer, audience, algorithms: ["RS256"], requiredClaims: ["exp"] };
    const { payload } = await jwtVerify(bearer, keys, options);
    if (payload["tid"] !== tenantId) return { status: 401, reason: "The token is of another tenant." };
    if (viewers.includes(String(payload["azp"]))) return undefined;
    return { status: 403, reason: `The app ${payload["azp"]} has no permissions in this environment.` };
  } catch (error) {
    if (error instanceof joseErrors.JOSEError)
      return { status: 401, reason: `The token was refused: ${error.message}.` };
    throw error;
  }
}
