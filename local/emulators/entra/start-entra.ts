import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";
import type { Route, RunningEmulator } from "../control";
import { startHttpEmulator } from "../control";
import { type ClientRegistration, type ClientRegistry, clientRegistry } from "./client-registry";
import { controlRoutes } from "./control-routes";
import { discoveryRoutes, issuerOf } from "./discovery";
import { unknownTenant } from "./entra-error";
import { loadSigningKey } from "./signing-key";
import { answerTokenRequest } from "./token-endpoint";
import { type TokenIssuer, tokenIssuer } from "./token-issuer";

export interface EntraOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** Keeps the signing key and what was changed about clients. */
  readonly folder: string;
  readonly tls: { readonly certificate: string; readonly privateKey: string };
  readonly tenantId: string;
  /** Known from the start; what the control routes changed since wins. */
  readonly clients: readonly ClientRegistration[];
  /** The port in the issuer and the addresses given out, when clients reach this one through another. */
  readonly issuerPort?: number;
}

export interface RunningEntra extends RunningEmulator {
  /** The `iss` of its tokens: `https://localhost:{port}/{tenantId}/v2.0`. */
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly jwks: JSONWebKeySet;
  /** For an emulator in the same process, which then needs no way to trust the certificate. */
  readonly keys: JWTVerifyGetKey;
}

export async function startEntra(options: EntraOptions): Promise<RunningEntra> {
  const key = await loadSigningKey(options.folder);
  const clients = clientRegistry(options.folder, options.clients);
  const originOf = (port: number) => `https://localhost:${options.issuerPort ?? port}`;
  const running = await startHttpEmulator({
    name: "Entra",
    port: options.port,
    tls: options.tls,
    routes(port) {
      const issuer = tokenIssuer(issuerOf(originOf(port), options.tenantId), options.tenantId, key);
      return [
        tokenRoute(options.tenantId, clients, issuer),
        ...controlRoutes(clients, issuer),
        ...discoveryRoutes(originOf(port), options.tenantId, key),
      ];
    },
  });
  const origin = originOf(running.port);
  return {
    ...running,
    issuer: issuerOf(origin, options.tenantId),
    jwksUrl: `${origin}/${options.tenantId}/discovery/v2.0/keys`,
    jwks: key.jwks,
    keys: createLocalJWKSet(key.jwks),
  };
}

function tokenRoute(tenantId: string, clients: ClientRegistry, issuer: TokenIssuer): Route {
  return {
    method: "POST",
    path: /^\/([^/]+)\/oauth2\/v2\.0\/token$/,
    operation: "token",
    answer: (request, tenant = "") =>
      tenant === tenantId ? answerTokenRequest(request, clients, issuer) : unknownTenant("invalid_request", tenant),
  };
}
