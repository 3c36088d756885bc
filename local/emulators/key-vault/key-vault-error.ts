import type { Answer } from "../control";

/** `innerCode` is what clients tell refusals apart by, such as SecretDisabled. */
export function keyVaultError(status: number, code: string, message: string, innerCode?: string): Answer {
  const innererror = innerCode === undefined ? {} : { innererror: { code: innerCode } };
  return { status, body: { error: { code, message, ...innererror } } };
}

/** Too many requests in too short a time; `retryAfterMs` is when the next one would fit. */
export function throttled(retryAfterMs: number): Answer {
  const answer = keyVaultError(429, "Throttled", "Request was not processed because too many requests were received.");
  return { ...answer, headers: { "retry-after": String(Math.ceil(retryAfterMs / 1000)) } };
}

export function badParameter(message: string): Answer {
  return keyVaultError(400, "BadParameter", message);
}

export function secretNotFound(identifier: string): Answer {
  return keyVaultError(
    404,
    "SecretNotFound",
    `A secret with (name/id) ${identifier} was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182`,
  );
}
