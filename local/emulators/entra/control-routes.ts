import type { JWTPayload } from "jose";
import { type Answer, jsonBody, type Route } from "../control";
import type { ClientRegistry } from "./client-registry";
import { type TokenIssuer, tokenLifetimeSeconds } from "./token-issuer";

/** What the tests and the project's tools do to this Entra; nothing of it exists in Azure. */
export function controlRoutes(clients: ClientRegistry, issuer: TokenIssuer): Route[] {
  return [
    {
      method: "PUT",
      path: /^\/_emulator\/clients\/([^/]+)\/secrets$/,
      operation: "control",
      answer(request, clientId = "") {
        const secrets = jsonBody(request);
        if (!isTexts(secrets)) return refused(400, "The body is a list of strings.");
        return clients.replaceSecrets(clientId, secrets)
          ? { status: 204 }
          : refused(404, `No client ${clientId} is registered.`);
      },
    },
    {
      method: "PUT",
      path: /^\/_emulator\/clients\/([^/]+)$/,
      operation: "control",
      answer(request, clientId = "") {
        const body = jsonBody(request);
        if (!isObject(body) || !isTexts(body["secrets"]) || !isRoles(body["roles"])) {
          return refused(400, "The body is { secrets: [text], roles: { audience: [text] } }.");
        }
        clients.put({ clientId, secrets: body["secrets"], roles: body["roles"] });
        return { status: 204 };
      },
    },
    {
      method: "POST",
      path: /^\/_emulator\/tokens$/,
      operation: "control",
      async answer(request) {
        const body = jsonBody(request);
        const expiresIn = isObject(body) ? (body["expiresInSeconds"] ?? tokenLifetimeSeconds) : undefined;
        if (!isObject(body) || !isObject(body["claims"]) || !Number.isInteger(expiresIn)) {
          return refused(400, "The body is { claims: {}, expiresInSeconds?: whole number }.");
        }
        const token = await issuer.tokenWith(body["claims"] as JWTPayload, expiresIn as number);
        return { status: 200, body: { token_type: "Bearer", expires_in: expiresIn, access_token: token } };
      },
    },
  ];
}

function refused(status: number, error: string): Answer {
  return { status, body: { error } };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isRoles(value: unknown): value is Record<string, string[]> {
  return isObject(value) && Object.values(value).every(isTexts);
}
