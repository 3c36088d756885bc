import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunningEmulator } from "../../local/emulators/control";
import { startKeyVault } from "../../local/emulators/key-vault";
import { type LocalEntra, localEntra, tenantId } from "../emulators/entra/local-entra";

/** Reads a secret with the product's own credential and client, in a process that trusts the local authority. */
const readSecret = `
  const { functionsCredential } = require("./dist/shared/platform/identity");
  const { keyVaultSecrets } = require("./dist/shared/platform/key-vault/secrets");
  const settings = JSON.parse(process.env.SETTINGS);
  keyVaultSecrets(settings, functionsCredential(settings)).getSecret("insights")
    .then(({ value }) => console.log(value), ({ statusCode, name }) => console.log(statusCode ?? name));
`;

describe("secrets of Key Vault", () => {
  let local: LocalEntra;
  let vault: RunningEmulator;

  beforeAll(async () => {
    const client = (clientId: string) => ({ clientId, secrets: ["secret"], roles: {} });
    local = await localEntra({ clients: [client("functions"), client("stranger"), client("writer")] });
    vault = await startKeyVault({
      port: 0,
      folder: join(local.root, "key-vault"),
      tls: local.tls,
      issuer: local.entra.issuer,
      keys: local.entra.keys,
      tenantId,
      access: { functions: ["get", "list"], writer: ["set"] },
    });
  });
  afterAll(async () => {
    await vault.close();
    await local.close();
  });

  async function read(AZURE_CLIENT_ID: string, AZURE_CLIENT_SECRET = "secret") {
    const settings = {
      KEY_VAULT_URL: `https://localhost:${vault.port}`,
      KEY_VAULT_VERIFY_CHALLENGE: false,
      AZURE_TENANT_ID: tenantId,
      AZURE_CLIENT_ID,
      AZURE_CLIENT_SECRET,
      AZURE_AUTHORITY_HOST: `https://localhost:${local.entra.port}`,
      AZURE_INSTANCE_DISCOVERY: false,
    };
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: local.tls.caFile, SETTINGS: JSON.stringify(settings) };
    const { stdout } = await promisify(execFile)(process.execPath, ["-e", readSecret], { env });
    return stdout.trim();
  }

  it("I3: are read with the identity of the functions; others are refused", async () => {
    expect(await read("functions")).toBe("404");
    expect(await read("stranger")).toBe("403");
    expect(await read("functions", "wrong")).toBe("AuthenticationRequiredError");
  });
});
