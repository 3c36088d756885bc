import type { TokenCredential } from "@azure/identity";
import { SecretClient } from "@azure/keyvault-secrets";
import type { Settings } from "../settings";

export type KeyVaultSettings = Pick<Settings, "KEY_VAULT_URL" | "KEY_VAULT_VERIFY_CHALLENGE">;

/** Secrets are read when they are needed, and only there. */
export function keyVaultSecrets(settings: KeyVaultSettings, credential: TokenCredential): SecretClient {
  return new SecretClient(settings.KEY_VAULT_URL, credential, {
    disableChallengeResourceVerification: !settings.KEY_VAULT_VERIFY_CHALLENGE,
    retryOptions: { maxRetries: 1, retryDelayInMs: 200 },
  });
}
