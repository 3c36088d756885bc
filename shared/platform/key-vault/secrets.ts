import type { TokenCredential } from "@azure/identity";
import { SecretClient, type SecretClientOptions } from "@azure/keyvault-secrets";
import type { Settings } from "../settings";
import { callDependency, markFailed } from "../telemetry";

type PipelinePolicy = NonNullable<SecretClientOptions["additionalPolicies"]>[number]["policy"];

export type KeyVaultSettings = Pick<Settings, "KEY_VAULT_URL" | "KEY_VAULT_VERIFY_CHALLENGE">;

/** A span for every attempt of a request; a secret is called by its name nowhere but in the vault. */
const requestSpan: PipelinePolicy = {
  name: "requestSpan",
  sendRequest: (request, next) =>
    callDependency({ system: "key-vault", operation: request.method, target: "secrets" }, async (span) => {
      const response = await next(request);
      span.setAttribute("http.response.status_code", response.status);
      if (response.status >= 500) markFailed(span, String(response.status));
      return response;
    }),
};

/** Secrets are read when they are needed, and only there. */
export function keyVaultSecrets(settings: KeyVaultSettings, credential: TokenCredential): SecretClient {
  return new SecretClient(settings.KEY_VAULT_URL, credential, {
    disableChallengeResourceVerification: !settings.KEY_VAULT_VERIFY_CHALLENGE,
    retryOptions: { maxRetries: 1, retryDelayInMs: 200 },
    additionalPolicies: [{ policy: requestSpan, position: "perRetry" }],
  });
}
