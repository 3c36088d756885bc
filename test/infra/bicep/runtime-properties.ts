import type { Value } from "./value";

/** Properties that Azure fills in, of the types whose properties the Bicep files read; the values only look alike. */
const runtimeProperties: Readonly<Record<string, Readonly<Record<string, (name: string) => Value>>>> = {
  "Microsoft.ApiManagement/service": { gatewayUrl: (name) => `https://${name}.azure-api.net` },
  "Microsoft.DocumentDB/databaseAccounts": { documentEndpoint: (name) => `https://${name}.documents.azure.com:443/` },
  "Microsoft.Insights/components": { ConnectionString: (name) => `InstrumentationKey=${name}` },
  "Microsoft.KeyVault/vaults": { vaultUri: (name) => `https://${name}.vault.azure.net/` },
  "Microsoft.ManagedIdentity/userAssignedIdentities": {
    clientId: (name) => `client id of ${name}`,
    principalId: (name) => `principal id of ${name}`,
  },
  "Microsoft.Storage/storageAccounts": {
    primaryEndpoints: (name) => ({ blob: `https://${name}.blob.core.windows.net/` }),
  },
  "Microsoft.Web/sites": { defaultHostName: (name) => `${name}.azurewebsites.net` },
};

export const runtimeProperty = (type: string, name: string, property: string): Value | undefined =>
  runtimeProperties[type]?.[property]?.(name);
