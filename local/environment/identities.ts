/** The tenant, the apps and the audience of the local environment. Their secrets are local too, so they protect nothing. */
export const tenantId = "7e6a1b1c-5f0e-4c39-9a0d-5d1f6c1f7a10";
export const audience = "api://regulars";

export const functionsIdentity = { clientId: "regulars-functions", secret: "local-functions-secret" };
export const keyVaultAdmin = { clientId: "keyvault-admin", secret: "local-keyvault-admin-secret" };
export const webShop = { clientId: "us-web-app", secret: "local-us-web-app-secret" };
export const insightsClient = { clientId: "customer-insights-client", secret: "local-customer-insights-secret" };
export const insightsSecretName = "customer-insights-client-secret";
export const insightsInstanceId = "2f7e9a54-3a51-4c0e-8d5f-6f7f0a4f9c11";
export const insightsAudience = "https://api.ci.ai.dynamics.com";

/** How the functions reach local Customer Insights. */
export const insightsConnection = ({ customerInsights }: { readonly customerInsights: number }) => ({
  endpoint: `http://localhost:${customerInsights}`,
  tenantId,
  clientId: insightsClient.clientId,
  secretName: insightsSecretName,
  instanceId: insightsInstanceId,
});

/** What local Entra knows at its first start. */
export const entraClients = [
  { clientId: functionsIdentity.clientId, secrets: [functionsIdentity.secret], roles: {} },
  { clientId: keyVaultAdmin.clientId, secrets: [keyVaultAdmin.secret], roles: {} },
  { clientId: webShop.clientId, secrets: [webShop.secret], roles: { [audience]: ["Channel.Ecommerce"] } },
  { clientId: insightsClient.clientId, secrets: [insightsClient.secret], roles: {} },
];

/** What local Key Vault allows to whom. */
export const keyVaultAccess: Record<string, ("get" | "list" | "set")[]> = {
  [functionsIdentity.clientId]: ["get", "list"],
  [keyVaultAdmin.clientId]: ["get", "list", "set"],
};
