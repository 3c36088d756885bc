import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Certificates, ensureCertificates } from "../../../local/emulators/certificates";
import { type EntraOptions, type RunningEntra, startEntra } from "../../../local/emulators/entra";
import { trustingFetch } from "../certificates/trusting-fetch";

export const tenantId = "2f1c8a4e-9c53-4c6e-8f0d-5b7f3d9a1e02";

export interface LocalEntra {
  readonly entra: RunningEntra;
  readonly root: string;
  readonly tls: Certificates;
  readonly fetch: ReturnType<typeof trustingFetch>;
  close(): Promise<void>;
}

/** An Entra of its own, on a free port and in a folder that goes with it. */
export async function localEntra(options: Partial<EntraOptions> = {}): Promise<LocalEntra> {
  const root = mkdtempSync(join(tmpdir(), "entra-"));
  const tls = await ensureCertificates(join(root, "certificates"));
  const entra = await startEntra({ port: 0, folder: join(root, "entra"), tls, tenantId, clients: [], ...options });
  return {
    entra,
    root,
    tls,
    fetch: trustingFetch(tls.caFile),
    async close() {
      await entra.close();
      rmSync(root, { recursive: true });
    },
  };
}
