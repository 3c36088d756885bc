import { execFile } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ensureCertificates } from "../../../local/emulators/certificates";
import { trustingFetch } from "./trusting-fetch";

let root: string;
let server: Server | undefined;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "certificates-"));
});

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  rmSync(root, { recursive: true });
});

async function serveHello(): Promise<{ caFile: string; port: number }> {
  const { caFile, certificate, privateKey } = await ensureCertificates(join(root, "certificates"));
  server = createServer({ cert: certificate, key: privateKey }, (_request, response) => response.end("hello"));
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return { caFile, port: (server.address() as AddressInfo).port };
}

test("a client that trusts the authority reaches the server by name and by address", async () => {
  const { caFile, port } = await serveHello();
  const fetchTrusting = trustingFetch(caFile);
  expect(await (await fetchTrusting(`https://localhost:${port}`)).text()).toBe("hello");
  expect(await (await fetchTrusting(`https://127.0.0.1:${port}`)).text()).toBe("hello");
});

test("a process started with NODE_EXTRA_CA_CERTS trusts it, and one without does not", async () => {
  const { caFile, port } = await serveHello();
  const script = `fetch("https://localhost:${port}").then((answer) => answer.text()).then(console.log)`;
  const run = (env: NodeJS.ProcessEnv) => promisify(execFile)(process.execPath, ["-e", script], { env });
  const { NODE_EXTRA_CA_CERTS: _trusted, ...plain } = process.env;
  expect((await run({ ...plain, NODE_EXTRA_CA_CERTS: caFile })).stdout.trim()).toBe("hello");
  await expect(run(plain)).rejects.toThrow("UNABLE_TO_VERIFY_LEAF_SIGNATURE");
});

test("the certificate is good for localhost and both loopback addresses, for years", async () => {
  const { caFile, certificate } = await ensureCertificates(join(root, "certificates"));
  const authority = new X509Certificate(readFileSync(caFile));
  const server = new X509Certificate(certificate);
  expect(authority.ca).toBe(true);
  expect(server.ca).toBe(false);
  expect(server.verify(authority.publicKey)).toBe(true);
  expect(server.checkHost("localhost")).toBe("localhost");
  expect(server.checkIP("127.0.0.1")).toBe("127.0.0.1");
  expect(server.checkIP("::1")).toBe("::1");
  expect(Date.parse(server.validTo)).toBeGreaterThan(Date.now() + 5 * 365 * 86_400_000);
});

test("made once and kept, and the same for all who start at once", async () => {
  const folder = join(root, "data", "certificates");
  const all = await Promise.all([ensureCertificates(folder), ensureCertificates(folder), ensureCertificates(folder)]);
  expect(new Set(all.map(({ certificate }) => certificate)).size).toBe(1);
  expect(await ensureCertificates(folder)).toEqual(all[0]);
  expect(readdirSync(join(root, "data"))).toEqual(["certificates"]);
});

test("a folder that holds something else is refused", async () => {
  mkdirSync(join(root, "other"));
  writeFileSync(join(root, "other", "notes.txt"), "mine");
  await expect(ensureCertificates(join(root, "other"))).rejects.toThrow("for themselves");
  expect(readdirSync(root)).toEqual(["other"]);
});
