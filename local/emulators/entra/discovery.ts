import type { Answer, Route } from "../control";
import { unknownTenant } from "./entra-error";
import type { SigningKey } from "./signing-key";

/** What clients read before they ask for tokens or check them. `origin` is the public address, without a path. */
export function discoveryRoutes(origin: string, tenantId: string, key: SigningKey): Route[] {
  const ofTenant = (tenant: string | undefined, body: unknown): Answer =>
    tenant === tenantId ? { status: 200, body } : unknownTenant("invalid_tenant", tenant ?? "");
  const configuration = openIdConfiguration(origin, tenantId);
  return [
    {
      method: "GET",
      path: /^\/common\/discovery\/instance$/,
      operation: "instance-discovery",
      answer: () => ({ status: 200, body: instanceDiscovery(origin, tenantId) }),
    },
    {
      method: "GET",
      path: /^\/([^/]+)(?:\/v2\.0)?\/\.well-known\/openid-configuration$/,
      operation: "openid-configuration",
      answer: (_request, tenant) => ofTenant(tenant, configuration),
    },
    {
      method: "GET",
      path: /^\/([^/]+)\/discovery\/(?:v2\.0\/)?keys$/,
      operation: "keys",
      answer: (_request, tenant) => ofTenant(tenant, key.jwks),
    },
  ];
}

export function issuerOf(origin: string, tenantId: string): string {
  return `${origin}/${tenantId}/v2.0`;
}

function openIdConfiguration(origin: string, tenantId: string): unknown {
  return {
    issuer: issuerOf(origin, tenantId),
    authorization_endpoint: `${origin}/${tenantId}/oauth2/v2.0/authorize`,
    token_endpoint: `${origin}/${tenantId}/oauth2/v2.0/token`,
    jwks_uri: `${origin}/${tenantId}/discovery/v2.0/keys`,
    token_endpoint_auth_methods_supported: ["client_secret_post"],
    grant_types_supported: ["client_credentials"],
    response_types_supported: ["token"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
    scopes_supported: [],
  };
}

function instanceDiscovery(origin: string, tenantId: string): unknown {
  const { host } = new URL(origin);
  return {
    tenant_discovery_endpoint: `${origin}/${tenantId}/v2.0/.well-known/openid-configuration`,
    "api-version": "1.1",
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };
}
