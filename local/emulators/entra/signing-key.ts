import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { join } from "node:path";
import { calculateJwkThumbprint, type JSONWebKeySet } from "jose";
import { readOrCreateFile } from "../control";

export interface SigningKey {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  /** What the world may know. */
  readonly jwks: JSONWebKeySet;
}

/** The folder's key, made at the first start and kept, so that tokens outlive a restart. */
export async function loadSigningKey(folder: string): Promise<SigningKey> {
  const pem = readOrCreateFile(join(folder, "signing-key.pem"), () =>
    generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  );
  const privateKey = createPrivateKey(pem);
  const { kty, n, e } = createPublicKey(privateKey).export({ format: "jwk" });
  if (kty !== "RSA" || n === undefined || e === undefined) throw new Error("The signing key is no RSA key.");
  const keyId = await calculateJwkThumbprint({ kty, n, e });
  return { keyId, privateKey, jwks: { keys: [{ kty, use: "sig", alg: "RS256", kid: keyId, n, e }] } };
}
