import { type Answer, type EmulatorRequest, type RequestLimit, type Route, slidingWindow } from "../control";
import { type CallerCheck, type Permission, refuseCaller } from "./caller";
import { badParameter, throttled } from "./key-vault-error";
import { type SecretOperationName, secretOperations } from "./secret-operations";
import type { SecretStore } from "./secret-store";

const apiVersions = ["7.0", "7.1", "7.2", "7.3", "7.4", "7.5", "7.6", "2025-07-01"];
const validName = /^[0-9a-zA-Z-]{1,127}$/;

/** In the order in which they are tried: `/versions` before a version of that name. */
const routes: readonly [SecretOperationName, string, RegExp, Permission][] = [
  ["list-secrets", "GET", /^\/secrets\/?$/, "list"],
  ["list-versions", "GET", /^\/secrets\/([^/]+)\/versions$/, "list"],
  ["get-secret", "GET", /^\/secrets\/([^/]+)(?:\/([^/]*))?$/, "get"],
  ["set-secret", "PUT", /^\/secrets\/([^/]+)\/?$/, "set"],
  ["update-secret", "PATCH", /^\/secrets\/([^/]+)(?:\/([^/]*))?$/, "set"],
];

export function secretRoutes(origin: string, store: SecretStore, check: CallerCheck, limit: RequestLimit): Route[] {
  const operations = secretOperations(origin, store);
  const window = slidingWindow(limit);
  return routes.map(([operation, method, path, permission]) => ({
    operation,
    method,
    path,
    answer: async (request, name, version = "") => {
      const waitMs = window.take();
      if (waitMs > 0) return throttled(waitMs);
      return (
        (await refuseCaller(request, permission, check)) ??
        refuseRequest(request, name) ??
        operations[operation](request, name ?? "", version)
      );
    },
  }));
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
