import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { makeCertificates } from "./make-certificates";

export interface Certificates {
  /** The authority to trust: the value for NODE_EXTRA_CA_CERTS, which Node reads only when it starts. */
  readonly caFile: string;
  /** PEM, for localhost, 127.0.0.1 and ::1. */
  readonly certificate: string;
  /** PEM. */
  readonly privateKey: string;
}

/**
 * The certificates of the folder, made at the first call and kept. The folder holds nothing else. Two processes
 * that start at once get the same ones: whoever renames its folder into place first wins.
 */
export async function ensureCertificates(folder: string): Promise<Certificates> {
  const files = {
    authority: resolve(folder, "ca.pem"),
    certificate: resolve(folder, "server.pem"),
    privateKey: resolve(folder, "server-key.pem"),
  };
  if (!existsSync(files.authority)) await publish(resolve(folder));
  return {
    caFile: files.authority,
    certificate: readFileSync(files.certificate, "utf8"),
    privateKey: readFileSync(files.privateKey, "utf8"),
  };
}

async function publish(folder: string): Promise<void> {
  const made = await makeCertificates();
  const draft = `${folder}.${randomUUID()}`;
  mkdirSync(draft, { recursive: true });
  writeFileSync(join(draft, "ca.pem"), made.authority);
  writeFileSync(join(draft, "server.pem"), made.certificate);
  writeFileSync(join(draft, "server-key.pem"), made.privateKey, { mode: 0o600 });
  try {
    renameSync(draft, folder); // replaces nothing but an empty folder
  } catch (cause) {
    rmSync(draft, { recursive: true });
    if (!existsSync(join(folder, "ca.pem"))) {
      throw new Error(`The certificates need the folder ${folder} for themselves.`, { cause });
    }
  }
}
