import type { JWTVerifyGetKey } from "jose";
import type { RequestLimit, RunningEmulator } from "../control";
import { startHttpEmulator } from "../control";
import type { Access } from "./caller";
import { secretRoutes } from "./secret-routes";
import { secretStore } from "./secret-store";

export interface KeyVaultOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** Keeps the secrets. */
  readonly folder: string;
  readonly tls: { readonly certificate: string; readonly privateKey: string };
  /** The `iss` that tokens must carry; its origin is where the challenge sends callers. */
  readonly issuer: string;
  /** Entra's keys: a remote set, or those of an Entra in the same process. */
  readonly keys: JWTVerifyGetKey;
  readonly tenantId: string;
  readonly access: Access;
  /** Azure's, if it is not said. */
  readonly limit?: RequestLimit;
}

/** What a vault takes of requests for secrets. */
const azureLimit: RequestLimit = { requests: 4_000, windowMs: 10_000 };

export function startKeyVault(options: KeyVaultOptions): Promise<RunningEmulator> {
  const store = secretStore(options.folder);
  return startHttpEmulator({
    name: "Key Vault",
    port: options.port,
    tls: options.tls,
    routes: (port) => secretRoutes(`https://localhost:${port}`, store, options, options.limit ?? azureLimit),
  });
}
