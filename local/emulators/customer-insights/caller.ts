import { type JWTVerifyGetKey, errors as joseErrors, jwtVerify } from "jose";
import type { Answer, EmulatorRequest } from "../control";
import { insightsError } from "./insights-error";

export interface CallerCheck {
  /** The `iss` that tokens must carry. */
  readonly issuer: string;
  readonly audience: string;
  readonly tenantId: string;
  readonly keys: JWTVerifyGetKey;
}

/** The refusal that the caller gets; `undefined` when its token is good. */
export async function refuseCaller(request: EmulatorRequest, check: CallerCheck): Promise<Answer | undefined> {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (!bearer) return unauthorized("No bearer token was sent.");
  const { issuer, audience, keys } = check;
  try {
    const options = { issuer, audience, algorithms: ["RS256"], requiredClaims: ["exp"] };
    const { payload } = await jwtVerify(bearer, keys, options);
    return payload["tid"] === check.tenantId ? undefined : unauthorized("The token is of another tenant.");
  } catch (error) {
    if (error instanceof joseErrors.JOSEError) return unauthorized(`The token was refused: ${error.message}.`);
    throw error;
  }
}

function unauthorized(message: string): Answer {
  return { ...insightsError(401, "Unauthorized", message), headers: { "www-authenticate": "Bearer" } };
}
