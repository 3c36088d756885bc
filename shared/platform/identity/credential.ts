import { ClientSecretCredential, ManagedIdentityCredential, type TokenCredential } from "@azure/identity";
import type { Settings } from "../settings";

export type AuthoritySettings = Pick<Settings, "AZURE_AUTHORITY_HOST" | "AZURE_INSTANCE_DISCOVERY">;
type IdentitySettings = AuthoritySettings &
  Pick<Settings, "AZURE_TENANT_ID" | "AZURE_CLIENT_ID" | "AZURE_CLIENT_SECRET">;

/** An app registration, and the secret with which it asks for tokens. */
export interface ClientSecret {
  readonly tenantId: string;
  readonly clientId: string;
  readonly secret: string;
}

/** The identity of the functions: a client secret where one is set, else the managed identity. */
export function functionsCredential(settings: IdentitySettings): TokenCredential {
  const { AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: secret } = settings;
  if (secret === undefined) return new ManagedIdentityCredential({ clientId });
  return clientSecretCredential({ tenantId, clientId, secret }, settings);
}

/** Keeps its tokens in memory until shortly before they expire. */
export function clientSecretCredential(
  { tenantId, clientId, secret }: ClientSecret,
  { AZURE_AUTHORITY_HOST, AZURE_INSTANCE_DISCOVERY }: AuthoritySettings,
): TokenCredential {
  return new ClientSecretCredential(tenantId, clientId, secret, {
    disableInstanceDiscovery: !AZURE_INSTANCE_DISCOVERY,
    ...(AZURE_AUTHORITY_HOST === undefined ? {} : { authorityHost: AZURE_AUTHORITY_HOST }),
  });
}
