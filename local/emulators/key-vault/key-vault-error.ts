import type { Answer } from "../control";

/** `innerCode` is what clients tell refusals apart by, such as SecretDisabled. */
export function keyVaultError(status: number, code: string, message: string, innerCode?: string): Answer {
  const innererror = innerCode === undefined ? {} : { innererror: { code: innerCode } };
  return { status, body: { error: { code, message, ...innererror } } };
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
