/**
 * Entra, Key Vault and Customer Insights in one process. Environment: DATA_FOLDER, ENTRA_PORT, KEY_VAULT_PORT,
 * CUSTOMER_INSIGHTS_PORT (0 for any free one). Its ready message names the ports in `ports`.
 */
import { join } from "node:path";
import { ensureCertificates } from "../emulators/certificates";
import { requiredEnvironment, runEmulator } from "../emulators/control";
import { startCustomerInsights } from "../emulators/customer-insights";
import { startEntra } from "../emulators/entra";
import { startKeyVault } from "../emulators/key-vault";
import {
  entraClients,
  insightsAudience,
  insightsClient,
  insightsInstanceId,
  keyVaultAccess,
  tenantId,
} from "./identities";

async function start() {
  const dataFolder = requiredEnvironment("DATA_FOLDER");
  const port = (name: string) => Number(requiredEnvironment(name));
  const tls = await ensureCertificates(join(dataFolder, "certificates"));
  const entra = await startEntra({
    port: port("ENTRA_PORT"),
    folder: join(dataFolder, "entra"),
    tls,
    tenantId,
    clients: entraClients,
  });
  const { issuer, keys } = entra;
  const keyVault = await startKeyVault({
    port: port("KEY_VAULT_PORT"),
    folder: join(dataFolder, "key-vault"),
    tls,
    issuer,
    keys,
    tenantId,
    access: keyVaultAccess,
  });
  const customerInsights = await startCustomerInsights({
    port: port("CUSTOMER_INSIGHTS_PORT"),
    tenantId,
    instanceId: insightsInstanceId,
    alternateKey: "AccountNumber",
    viewers: [insightsClient.clientId],
    issuer,
    audience: insightsAudience,
    keys,
  });
  return {
    port: entra.port,
    ports: { entra: entra.port, keyVault: keyVault.port, customerInsights: customerInsights.port },
    close: async () => {
      await Promise.all([customerInsights.close(), keyVault.close(), entra.close()]);
    },
  };
}

void runEmulator("Entra, Key Vault and Customer Insights", start);
