import type { Secret, SecretVersion } from "./secret-store";

/** A version without its value, as lists have it; `identifier` is its URL. */
export function secretItem(identifier: string, version: SecretVersion): Record<string, unknown> {
  const { contentType, tags, attributes } = version;
  return {
    id: identifier,
    ...(contentType === undefined ? {} : { contentType }),
    attributes: { ...attributes, recoveryLevel: "Recoverable+Purgeable", recoverableDays: 90 },
    tags: tags ?? {},
  };
}

export function latest(secret: Secret): SecretVersion {
  return secret.versions[secret.versions.length - 1] as SecretVersion;
}
