import { type Answer, type EmulatorRequest, jsonBody } from "../control";
import { badParameter, keyVaultError, secretNotFound } from "./key-vault-error";
import { listPage } from "./list-page";
import { readContent, readUpdate } from "./secret-body";
import { latest, secretItem } from "./secret-bundle";
import type { SecretStore } from "./secret-store";

/** `version` is empty where the path names none: the latest is meant. */
export type SecretOperation = (request: EmulatorRequest, name: string, version: string) => Answer;

export type SecretOperationName = "list-secrets" | "list-versions" | "get-secret" | "set-secret" | "update-secret";

/** Each with its caller, its API version and its name already checked. */
export function secretOperations(origin: string, store: SecretStore): Record<SecretOperationName, SecretOperation> {
  const idOf = (name: string, version: string): string => `${origin}/secrets/${name}/${version}`;
  const notFound = (name: string, version: string): Answer =>
    secretNotFound(version === "" ? name : `${name}/${version}`);
  return {
    "list-secrets"(request) {
      const items = store.list().map((secret) => secretItem(`${origin}/secrets/${secret.name}`, latest(secret)));
      return listPage(items, request, origin);
    },
    "list-versions"(request, name) {
      const secret = store.find(name);
      const items = secret?.versions.map((one) => secretItem(idOf(secret.name, one.version), one)) ?? [];
      return listPage(items, request, origin);
    },
    "get-secret"(_request, name, version) {
      const secret = store.find(name);
      const found = version === "" ? secret && latest(secret) : secret?.versions.find((one) => one.version === version);
      if (!secret || !found) return notFound(name, version);
      // Only `enabled` bars reading; nbf and exp do not, so that an expired secret can be recovered.
      if (!found.attributes.enabled) {
        return keyVaultError(403, "Forbidden", "Operation get is not allowed on a disabled secret.", "SecretDisabled");
      }
      return { status: 200, body: { value: found.value, ...secretItem(idOf(secret.name, found.version), found) } };
    },
    "set-secret"(request, name) {
      const content = readContent(jsonBody(request));
      if (typeof content === "string") return badParameter(content);
      const { secret, added } = store.add(name, content);
      return { status: 200, body: { value: added.value, ...secretItem(idOf(secret.name, added.version), added) } };
    },
    "update-secret"(request, name, version) {
      const update = readUpdate(jsonBody(request));
      if (typeof update === "string") return badParameter(update);
      const secret = store.find(name);
      const updated = secret && store.update(name, version || latest(secret).version, update);
      if (!secret || !updated) return notFound(name, version);
      return { status: 200, body: secretItem(idOf(secret.name, updated.version), updated) };
    },
  };
}
