import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { readJsonFile, writeJsonFile } from "../control";

/** Times in seconds since 1970, as the service has them. */
export interface SecretVersion {
  readonly version: string;
  readonly value: string;
  readonly contentType?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly attributes: {
    readonly enabled: boolean;
    readonly nbf?: number;
    readonly exp?: number;
    readonly created: number;
    readonly updated: number;
  };
}

export interface Secret {
  readonly name: string;
  /** Oldest first; never empty. */
  readonly versions: readonly SecretVersion[];
}

export type SecretContent = Pick<SecretVersion, "value" | "contentType" | "tags"> & {
  readonly attributes: { readonly enabled?: boolean; readonly nbf?: number; readonly exp?: number };
};
export type SecretUpdate = Partial<Omit<SecretContent, "value">>;

export interface SecretStore {
  find(name: string): Secret | undefined;
  list(): readonly Secret[];
  /** A new version, durable when this returns. */
  add(name: string, content: SecretContent): { secret: Secret; added: SecretVersion };
  /** Changes what is given and leaves the rest; `undefined` when there is no such version. */
  update(name: string, version: string, update: SecretUpdate): SecretVersion | undefined;
}

export function secretStore(folder: string): SecretStore {
  const file = join(folder, "secrets.json");
  // By the lower-case name: the service does not tell names apart by case.
  const secrets = new Map(Object.entries((readJsonFile(file) ?? {}) as Record<string, Secret>));
  const save = (secret: Secret): void => {
    secrets.set(secret.name.toLowerCase(), secret);
    writeJsonFile(file, Object.fromEntries(secrets));
  };
  const find = (name: string): Secret | undefined => secrets.get(name.toLowerCase());
  return {
    find,
    list: () => [...secrets.values()].sort((one, other) => (one.name < other.name ? -1 : 1)),
    add(name, content) {
      const now = nowInSeconds();
      const added: SecretVersion = {
        ...content,
        version: randomUUID().replaceAll("-", ""),
        attributes: { enabled: true, ...content.attributes, created: now, updated: now },
      };
      const before = find(name);
      const secret = { name: before?.name ?? name, versions: [...(before?.versions ?? []), added] };
      save(secret);
      return { secret, added };
    },
    update(name, version, { attributes, ...rest }) {
      const secret = find(name);
      const before = secret?.versions.find((candidate) => candidate.version === version);
      if (!secret || !before) return undefined;
      const after = {
        ...before,
        ...rest,
        attributes: { ...before.attributes, ...attributes, updated: nowInSeconds() },
      };
      save({ ...secret, versions: secret.versions.map((one) => (one === before ? after : one)) });
      return after;
    },
  };
}

function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
