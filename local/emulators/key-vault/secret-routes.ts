import { type Answer, type EmulatorRequest, jsonBody, type Route } from "../certificates/route";
import { type CallerCheck, type Permission, refuseCaller } from "./caller";
import { badParameter, keyVaultError, secretNotFound } from "./key-vault-error";
import { listPage } from "./list-page";
import { readContent, readUpdate } from "./secret-body";
import { latest, secretItem } from "./secret-bundle";
import type { SecretStore } from "./secret-store";

const apiVersions = ["7.0", "7.1", "7.2", "7.3", "7.4", "7.5", "7.6", "2025-07-01"];
const validName = /^[0-9a-zA-Z-]{1,127}$/;

export function secretRoutes(origin: string, store: SecretStore, check: CallerCheck): Route[] {
  const idOf = (name: string, version?: string): string =>
    `${origin}/secrets/${name}${version === undefined ? "" : `/${version}`}`;
  /** What comes before every operation: the caller, the version of the API, the name. */
  const route = (
    operation: string,
    method: string,
    path: RegExp,
    permission: Permission,
    answer: (request: EmulatorRequest, name: string, version: string) => Answer,
  ): Route => ({
    operation,
    method,
    path,
    answer: async (request, name, version = "") =>
      (await refuseCaller(request, permission, check)) ??
      refuseRequest(request, name) ??
      answer(request, name ?? "", version),
  });

  return [
    route("list-secrets", "GET", /^\/secrets\/?$/, "list", (request) =>
      listPage(
        store.list().map((secret) => secretItem(idOf(secret.name), latest(secret))),
        request,
        origin,
      ),
    ),
    route("list-versions", "GET", /^\/secrets\/([^/]+)\/versions$/, "list", (request, name) => {
      const secret = store.find(name);
      const items = secret?.versions.map((one) => secretItem(idOf(secret.name, one.version), one)) ?? [];
      return listPage(items, request, origin);
    }),
    route("get-secret", "GET", /^\/secrets\/([^/]+)(?:\/([^/]*))?$/, "get", (_request, name, version) => {
      const secret = store.find(name);
      const found = version === "" ? secret && latest(secret) : secret?.versions.find((one) => one.version === version);
      if (!secret || !found) return secretNotFound(version === "" ? name : `${name}/${version}`);
      // Only `enabled` bars reading; nbf and exp do not, so that an expired secret can be recovered.
      if (!found.attributes.enabled) {
        return keyVaultError(403, "Forbidden", "Operation get is not allowed on a disabled secret.", "SecretDisabled");
      }
      return { status: 200, body: { value: found.value, ...secretItem(idOf(secret.name, found.version), found) } };
    }),
    route("set-secret", "PUT", /^\/secrets\/([^/]+)\/?$/, "set", (request, name) => {
      const content = readContent(jsonBody(request));
      if (typeof content === "string") return badParameter(content);
      const added = store.add(name, content);
      const spelled = store.find(name)?.name ?? name;
      return { status: 200, body: { value: added.value, ...secretItem(idOf(spelled, added.version), added) } };
    }),
    route("update-secret", "PATCH", /^\/secrets\/([^/]+)(?:\/([^/]*))?$/, "set", (request, name, version) => {
      const update = readUpdate(jsonBody(request));
      if (typeof update === "string") return badParameter(update);
      const secret = store.find(name);
      const updated = secret && store.update(name, version || latest(secret).version, update);
      if (!secret || !updated) return secretNotFound(version === "" ? name : `${name}/${version}`);
      return { status: 200, body: secretItem(idOf(secret.name, updated.version), updated) };
    }),
  ];
}

function refuseRequest(request: EmulatorRequest, name: string | undefined): Answer | undefined {
  const apiVersion = request.query.get("api-version");
  if (apiVersion === null) return badParameter("api-version must be specified");
  if (!apiVersions.includes(apiVersion)) {
    return badParameter(
      `The specified version (${apiVersion}) is not recognized. Known are ${apiVersions.join(", ")}.`,
    );
  }
  if (name !== undefined && !validName.test(name)) {
    return badParameter(`The request URI contains an invalid name: ${name}`);
  }
  return undefined;
}
