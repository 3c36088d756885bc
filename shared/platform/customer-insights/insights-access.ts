import type { TokenCredential } from "@azure/identity";
import type { InsightsConnection } from "../../customer-insights";
import { Failure } from "../../failure";
import { faultName } from "../../log";
import type { ClientSecret } from "../identity";
import type { ReadSecret, Secret } from "../key-vault/read-secret";
import { within } from "../within";

export interface AccessPorts {
  readonly readSecret: ReadSecret;
  readonly credentialOf: (client: ClientSecret) => TokenCredential;
}

/** Access tokens for Customer Insights. Both reject with `dependency-unavailable`, whose message says why. */
export interface InsightsAccess {
  token(): Promise<string>;
  /** Another one than the token that was refused, with the secret read again (I3). */
  renew(refused: string): Promise<string>;
}

const tokenTimeoutMs = 5_000;

/** The resource whose token the Data API wants; Dataverse wants one for itself. */
const dataApi = "https://api.ci.ai.dynamics.com";

/**
 * Tokens by the client secret in Key Vault. A secret that was changed there is taken up with the next reading of it;
 * when Entra refuses the one in use, it is read again at once. While Entra does not know the changed one yet, the
 * former goes on.
 */
export function insightsAccess(
  connection: InsightsConnection,
  { readSecret, credentialOf }: AccessPorts,
): InsightsAccess {
  const { api, endpoint, tenantId, clientId, secretName } = connection;
  const scope = `${api === "insights" ? dataApi : new URL(endpoint).origin}/.default`;
  let inUse: { readonly version: string; readonly credential: TokenCredential } | undefined;
  /** The reading of the secret that was last looked at. */
  let seen: Secret | undefined;
  let latest: string | undefined;
  let asking: Promise<string> | undefined;
  let renewing: Promise<string> | undefined;

  async function take(secret: Secret): Promise<string> {
    const credential = credentialOf({ tenantId, clientId, secret: secret.value });
    const token = await tokenOf(credential, scope);
    inUse = { version: secret.version, credential };
    return token;
  }

  async function takeIfChanged(secret: Secret): Promise<string> {
    if (inUse === undefined) return take(secret);
    if (secret === seen || secret.version === inUse.version) return tokenOf(inUse.credential, scope);
    try {
      return await take(secret);
    } catch (error) {
      if (!isSecretRefusal(error)) throw error;
      return tokenOf(inUse.credential, scope);
    }
  }

  async function current(): Promise<string> {
    const secret = await readSecret(secretName);
    try {
      return await takeIfChanged(secret);
    } catch (error) {
      if (!isSecretRefusal(error)) throw error;
      return take(await readSecret(secretName, true));
    } finally {
      seen = secret;
    }
  }

  // However many ask at once, Key Vault and Entra are asked by one.
  return {
    async token() {
      asking ??= current().finally(() => {
        asking = undefined;
      });
      latest = await asking;
      return latest;
    },
    async renew(refused) {
      if (latest !== undefined && latest !== refused) return latest;
      renewing ??= readSecret(secretName, true)
        .then(take)
        .finally(() => {
          renewing = undefined;
        });
      latest = await renewing;
      return latest;
    },
  };
}

async function tokenOf(credential: TokenCredential, scope: string): Promise<string> {
  try {
    const answer = await within(tokenTimeoutMs, (abortSignal) => credential.getToken(scope, { abortSignal }));
    if (answer === null) throw new Error("There is no token.");
    return answer.token;
  } catch (error) {
    throw new Failure("dependency-unavailable", `Entra ${reason(error)}`, { cause: error });
  }
}

/** Entra's own number for a refusal; its texts name trace ids and change. */
const entraCode = (error: unknown): string | undefined =>
  error instanceof Error ? /AADSTS(\d+)/.exec(error.message)?.[1] : undefined;

function reason(error: unknown): string {
  const code = entraCode(error);
  if (isSecretCode(code)) return `refused the client secret (AADSTS${code}).`;
  return code === undefined ? `could not be reached (${faultName(error)}).` : `refused the client (AADSTS${code}).`;
}

/** 7000215: it is none of the client's secrets; 7000222: it has expired. */
const isSecretCode = (code: string | undefined) => code === "7000215" || code === "7000222";
const isSecretRefusal = (error: unknown) => error instanceof Failure && isSecretCode(entraCode(error.cause));
