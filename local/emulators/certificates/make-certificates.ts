import { randomUUID } from "node:crypto";
import { generate } from "selfsigned";

export interface MadeCertificates {
  readonly authority: string;
  readonly certificate: string;
  readonly privateKey: string;
}

const dayMs = 86_400_000;

/** A certificate authority and a server certificate signed by it. The authority's key is forgotten: it signs once. */
export async function makeCertificates(now = Date.now()): Promise<MadeCertificates> {
  const common = {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    notBeforeDate: new Date(now - dayMs), // clocks of containers differ
    notAfterDate: new Date(now + 3650 * dayMs),
  } as const;
  // A name of its own, so that a trust store holding the authorities of two environments never mixes them up.
  const authority = await generate([{ name: "commonName", value: `Regulars local authority ${randomUUID()}` }], {
    ...common,
    extensions: [
      { name: "basicConstraints", cA: true, pathLenConstraint: 0, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: "commonName", value: "localhost" }], {
    ...common,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
          { type: 7, ip: "::1" },
        ],
      },
    ],
  });
  return { authority: authority.cert, certificate: server.cert, privateKey: server.private };
}
