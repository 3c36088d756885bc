import { readFile } from "node:fs/promises";
import { ClientSecretCredential } from "@azure/identity";
import { SecretClient } from "@azure/keyvault-secrets";
import { insightsSecretName, keyVaultAdmin, tenantId } from "../../../local/environment/identities";
import type { TestEnvironment } from "../../environment/test-environment";

/** The secrets of Key Vault as its administrator changes them. */
export async function secretsOf({ emulators }: Pick<TestEnvironment, "emulators">) {
  const tlsOptions = { ca: await readFile(emulators.caFile, "utf8") };
  const credential = new ClientSecretCredential(tenantId, keyVaultAdmin.clientId, keyVaultAdmin.secret, {
    authorityHost: `https://localhost:${emulators.ports.entra}`,
    disableInstanceDiscovery: true,
    tlsOptions,
  });
  const client = new SecretClient(`https://localhost:${emulators.ports.keyVault}`, credential, {
    disableChallengeResourceVerification: true,
    tlsOptions,
  });
  return {
    /** Sets another version of the secret of Customer Insights. */
    set: (value: string, expiresOn?: Date) =>
      client.setSecret(insightsSecretName, value, expiresOn === undefined ? {} : { expiresOn }),
  };
}
