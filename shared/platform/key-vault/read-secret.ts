import type { SecretClient } from "@azure/keyvault-secrets";
import { LRUCache } from "lru-cache";
import { Failure } from "../../failure";
import { faultName } from "../../log";
import { within } from "../within";

export interface Secret {
  readonly value: string;
  /** Another one with every value that is set. */
  readonly version: string;
  readonly expiresOn: Date | undefined;
}

/** `fresh` reads in any case. Rejects with `dependency-unavailable`, whose message says why. */
export type ReadSecret = (name: string, fresh?: boolean) => Promise<Secret>;

const timeoutMs = 5_000;

/**
 * Reads secrets where they are, and keeps them in memory for `cacheMs`. After that the kept one still serves while it
 * is read again, so that nobody waits for Key Vault and work goes on while it is away.
 */
export function cachedSecrets(client: SecretClient, cacheMs: number): ReadSecret {
  const cache = new LRUCache<string, Secret>({
    max: 100,
    ttl: cacheMs,
    allowStale: true,
    allowStaleOnFetchRejection: true,
    noDeleteOnFetchRejection: true,
    fetchMethod: (name) => readSecret(client, name),
  });
  return async (name, fresh = false) => {
    if (!fresh) return (await cache.fetch(name)) ?? readSecret(client, name);
    const read = await readSecret(client, name);
    cache.set(name, read);
    return read;
  };
}

async function readSecret(client: SecretClient, name: string): Promise<Secret> {
  try {
    const { value = "", properties } = await within(timeoutMs, (abortSignal) =>
      client.getSecret(name, { abortSignal }),
    );
    return { value, version: properties.version ?? "", expiresOn: properties.expiresOn };
  } catch (error) {
    throw new Failure("dependency-unavailable", `Key Vault ${reason(error)}`, { cause: error });
  }
}

function reason(error: unknown): string {
  const { statusCode } = error as { readonly statusCode?: unknown };
  if (statusCode === 404) return "has no secret of this name.";
  if (statusCode === 403) return "does not let the functions read this secret, or it is disabled.";
  return typeof statusCode === "number" ? `answered ${statusCode}.` : `could not be reached (${faultName(error)}).`;
}
