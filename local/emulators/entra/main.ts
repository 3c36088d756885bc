/**
 * The local Entra as a process. Environment:
 * PORT; DATA_FOLDER (its own part is `entra`, the certificates are in `certificates`);
 * TENANT_ID; CLIENTS, a JSON list of `{ clientId, secrets, roles }`; ISSUER_PORT, when it is not PORT.
 */
import { join } from "node:path";
import { ensureCertificates } from "../certificates";
import { requiredEnvironment, runEmulator } from "../control";
import type { ClientRegistration } from "./client-registry";
import { startEntra } from "./start-entra";

void runEmulator("Entra", async () => {
  const dataFolder = requiredEnvironment("DATA_FOLDER");
  const issuerPort = process.env["ISSUER_PORT"];
  return startEntra({
    port: Number(requiredEnvironment("PORT")),
    folder: join(dataFolder, "entra"),
    tls: await ensureCertificates(join(dataFolder, "certificates")),
    tenantId: requiredEnvironment("TENANT_ID"),
    clients: JSON.parse(requiredEnvironment("CLIENTS")) as ClientRegistration[],
    ...(issuerPort ? { issuerPort: Number(issuerPort) } : {}),
  });
});
