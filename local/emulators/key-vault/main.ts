/**
 * The local Key Vault as a process. Environment:
 * PORT; DATA_FOLDER (its own part is `key-vault`, the certificates are in `certificates`);
 * TENANT_ID; ISSUER, the `iss` of tokens; JWKS_URL, where the keys are (https: NODE_EXTRA_CA_CERTS must trust it);
 * ACCESS, a JSON object of oid or client id to `["get", "list", "set"]`.
 */
import { join } from "node:path";
import { createRemoteJWKSet } from "jose";
import { ensureCertificates } from "../certificates";
import { requiredEnvironment, runEmulator } from "../control";
import type { Access } from "./caller";
import { startKeyVault } from "./start-key-vault";

void runEmulator("Key Vault", async () => {
  const dataFolder = requiredEnvironment("DATA_FOLDER");
  return startKeyVault({
    port: Number(requiredEnvironment("PORT")),
    folder: join(dataFolder, "key-vault"),
    tls: await ensureCertificates(join(dataFolder, "certificates")),
    issuer: requiredEnvironment("ISSUER"),
    keys: createRemoteJWKSet(new URL(requiredEnvironment("JWKS_URL"))),
    tenantId: requiredEnvironment("TENANT_ID"),
    access: JSON.parse(requiredEnvironment("ACCESS")) as Access,
  });
});
