import { createHash, timingSafeEqual } from "node:crypto";
import type { Answer, EmulatorRequest } from "../control";
import type { ClientRegistration, ClientRegistry } from "./client-registry";
import { entraError } from "./entra-error";
import { type TokenIssuer, tokenLifetimeSeconds } from "./token-issuer";

const scopeSuffix = "/.default";

/** The client credentials flow with a shared secret: the only one that this Entra knows. */
export async function answerTokenRequest(
  request: EmulatorRequest,
  clients: ClientRegistry,
  issuer: TokenIssuer,
): Promise<Answer> {
  const form = readForm(request);
  const refusal = refuseShape(form);
  if (refusal) return refusal;
  const clientId = form.get("client_id") ?? "";
  const client = clients.find(clientId);
  if (!client) {
    const why = `Application with identifier '${clientId}' was not found in the directory.`;
    return entraError(400, "unauthorized_client", 700016, why);
  }
  const secretRefusal = refuseSecret(form.get("client_secret"), client);
  if (secretRefusal) return secretRefusal;
  const scope = form.get("scope") ?? "";
  return {
    status: 200,
    headers: { "cache-control": "no-store", pragma: "no-cache" },
    body: {
      token_type: "Bearer",
      expires_in: tokenLifetimeSeconds - 1,
      ext_expires_in: tokenLifetimeSeconds - 1,
      access_token: await issuer.appToken(client, scope.slice(0, -scopeSuffix.length)),
    },
  };
}

/** Anything but a form has no parameters, and is refused as such. */
function readForm({ headers, text }: EmulatorRequest): URLSearchParams {
  return new URLSearchParams(headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ? text : "");
}

function refuseShape(form: URLSearchParams): Answer | undefined {
  const missing = ["grant_type", "client_id", "scope"].find((name) => !form.get(name));
  if (missing === "grant_type") return missingParameter(missing);
  const grant = form.get("grant_type");
  if (grant !== "client_credentials") {
    return entraError(400, "unsupported_grant_type", 70003, `The app requested an unsupported grant type '${grant}'.`);
  }
  if (missing !== undefined) return missingParameter(missing);
  if (form.has("client_assertion")) {
    const message = "Client assertions (certificates, federated credentials) are not supported by the local Entra.";
    return { status: 501, body: { error: "not_implemented", error_description: message } };
  }
  const scope = form.get("scope") ?? "";
  if (!scope.endsWith(scopeSuffix) || scope === scopeSuffix || /\s/.test(scope)) {
    const why = `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`;
    return entraError(400, "invalid_scope", 1002012, why);
  }
  return undefined;
}

function missingParameter(name: string): Answer {
  return entraError(
    400,
    "invalid_request",
    900144,
    `The request body must contain the following parameter: '${name}'.`,
  );
}

function refuseSecret(secret: string | null, client: ClientRegistration): Answer | undefined {
  if (!secret) {
    const why = "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.";
    return entraError(401, "invalid_client", 7000218, why);
  }
  if (client.secrets.some((valid) => sameText(valid, secret))) return undefined;
  const why = `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${client.clientId}'.`;
  return entraError(401, "invalid_client", 7000215, why);
}

function sameText(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
