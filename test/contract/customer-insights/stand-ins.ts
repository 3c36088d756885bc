import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ClientSecretCredential } from "@azure/identity";
import { SecretClient } from "@azure/keyvault-secrets";
import { startCustomerInsights } from "../../../local/emulators/customer-insights";
import { startKeyVault } from "../../../local/emulators/key-vault";
import { Values } from "../../../local.settings.sample.json";
import type { ChannelInsights } from "../../../shared/customer-insights";
import { localEntra, tenantId } from "../../emulators/entra/local-entra";

const clientId = "customer-insights-client";
const instanceId = "6d0f3f0e-8a1c-4c43-9a37-1c2b5f1f7d55";
const secretName = "insights";
export const firstSecret = "the-first-client-secret";

export type StandIns = Awaited<ReturnType<typeof startStandIns>>;

/** Entra, Key Vault and Customer Insights, each with its faults, and the settings of functions that use them. */
export async function startStandIns() {
  const client = (id: string, secret: string) => ({ clientId: id, secrets: [secret], roles: {} });
  const clients = [client("functions", "secret"), client("administrator", "secret"), client(clientId, firstSecret)];
  const local = await localEntra({ clients });
  const { issuer, keys, port } = local.entra;
  const keyVault = await startKeyVault({
    port: 0,
    folder: join(local.root, "key-vault"),
    tls: local.tls,
    issuer,
    keys,
    tenantId,
    access: { functions: ["get", "list"], administrator: ["set"] },
  });
  const customerInsights = await startCustomerInsights({
    port: 0,
    issuer,
    keys,
    audience: "https://api.ci.ai.dynamics.com",
    tenantId,
    instanceId,
    alternateKey: "AccountNumber",
    viewers: [clientId],
  });
  const origins = {
    entra: `https://localhost:${port}`,
    keyVault: `https://localhost:${keyVault.port}`,
    customerInsights: `http://localhost:${customerInsights.port}`,
  };
  const send = (url: string, init?: RequestInit) => (url.startsWith("https:") ? local.fetch : fetch)(url, init);
  const put = async (url: string, body: unknown) => {
    const { status } = await send(url, { method: "PUT", body: JSON.stringify(body) });
    if (status !== 204) throw new Error(`${url} answered ${status}.`);
  };
  const secrets = await administratorOf(origins.keyVault, origins.entra, local.tls.caFile);
  await secrets.setSecret(secretName, firstSecret);
  return {
    caFile: local.tls.caFile,
    settings: {
      ...Values,
      KEY_VAULT_URL: origins.keyVault,
      AZURE_TENANT_ID: tenantId,
      AZURE_CLIENT_ID: "functions",
      AZURE_CLIENT_SECRET: "secret",
      AZURE_AUTHORITY_HOST: origins.entra,
    },
    insights: (api: ChannelInsights["api"] = "insights"): ChannelInsights => ({
      api,
      endpoint: origins.customerInsights,
      tenantId,
      clientId,
      secretName,
      instanceId,
      alternateCustomerId: api === "insights" ? "AccountNumber" : "msdynci_accountnumber",
      measures: [
        { name: "ChurnProbability", label: "Churn" },
        { name: "LifetimeValue", label: "Value" },
      ],
    }),
    faults: (part: keyof typeof origins, list: readonly object[]) => put(`${origins[part]}/_emulator/faults`, list),
    async counts(part: keyof typeof origins) {
      const answer = await send(`${origins[part]}/_emulator/requests`);
      return ((await answer.json()) as { operations: Record<string, { count: number } | undefined> }).operations;
    },
    setSecret: (value: string) => secrets.setSecret(secretName, value),
    /** The client secrets that Entra takes from now on. */
    setValidSecrets: (...values: string[]) => put(`${origins.entra}/_emulator/clients/${clientId}/secrets`, values),
    async stop() {
      await Promise.all([customerInsights.close(), keyVault.close()]);
      await local.close();
    },
  };
}

async function administratorOf(vault: string, authorityHost: string, caFile: string): Promise<SecretClient> {
  const tlsOptions = { ca: await readFile(caFile, "utf8") };
  const options = { authorityHost, disableInstanceDiscovery: true, tlsOptions };
  const credential = new ClientSecretCredential(tenantId, "administrator", "secret", options);
  return new SecretClient(vault, credential, { disableChallengeResourceVerification: true, tlsOptions });
}
