import { ClientSecretCredential, ManagedIdentityCredential, type TokenCredential } from "@azure/identity";
import type { Settings } from "../settings";

type IdentitySettings = Pick<
  Settings,
  "AZURE_TENANT_ID" | "AZURE_CLIENT_ID" | "AZURE_CLIENT_SECRET" | "AZURE_AUTHORITY_HOST" | "AZURE_INSTANCE_DISCOVERY"
>;

/** The identity of the functions: a client secret where one is set, else the managed identity. */
export function functionsCredential(settings: IdentitySettings): TokenCredential {
  const { AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET, AZURE_AUTHORITY_HOST } = settings;
  if (AZURE_CLIENT_SECRET === undefined) return new ManagedIdentityCredential({ clientId: AZURE_CLIENT_ID });
  return new ClientSecretCredential(AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET, {
    disableInstanceDiscovery: !settings.AZURE_INSTANCE_DISCOVERY,
    ...(AZURE_AUTHORITY_HOST === undefined ? {} : { authorityHost: AZURE_AUTHORITY_HOST }),
  });
}
