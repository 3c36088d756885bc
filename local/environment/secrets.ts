import { readFile } from "node:fs/promises";
import { ClientSecretCredential } from "@azure/identity";
import { SecretClient } from "@azure/keyvault-secrets";
import { insightsClient, insightsSecretName, keyVaultAdmin, tenantId } from "./identities";

/** Puts the secret of Customer Insights into local Key Vault, unless it is there; on Azure, an administrator does. */
export async function putLocalSecrets(ports: { entra: number; keyVault: number }, caFile: string): Promise<void> {
  const tlsOptions = { ca: await readFile(caFile, "utf8") };
  const credential = new ClientSecretCredential(tenantId, keyVaultAdmin.clientId, keyVaultAdmin.secret, {
    authorityHost: `https://localhost:${ports.entra}`,
    disableInstanceDiscovery: true,
    tlsOptions,
  });
  const secrets = new SecretClient(`https://localhost:${ports.keyVault}`, credential, {
    disableChallengeResourceVerification: true,
    tlsOptions,
  });
  for await (const { name } of secrets.listPropertiesOfSecrets()) if (name === insightsSecretName) return;
  const yearMs = 365 * 24 * 3_600_000;
  await secrets.setSecret(insightsSecretName, insightsClient.secret, { expiresOn: new Date(Date.now() + yearMs) });
}
