import { join } from "node:path";
import { readJsonFile, writeJsonFile } from "../control";

/** An app registration. `roles` gives the app roles in each audience; an audience not named gives a token without. */
export interface ClientRegistration {
  readonly clientId: string;
  readonly secrets: readonly string[];
  readonly roles: Readonly<Record<string, readonly string[]>>;
}

export interface ClientRegistry {
  find(clientId: string): ClientRegistration | undefined;
  /** Registers or replaces; durable when it returns. */
  put(registration: ClientRegistration): void;
  /** Replaces the valid secrets, durably. Answers whether the client is known. */
  replaceSecrets(clientId: string, secrets: readonly string[]): boolean;
}

type Changes = Record<string, Partial<ClientRegistration>>;

/** What the start brought, overlaid with what was changed since, which the folder keeps: a rotation survives. */
export function clientRegistry(folder: string, initial: readonly ClientRegistration[]): ClientRegistry {
  const file = join(folder, "clients.json");
  const changes = new Map(Object.entries((readJsonFile(file) ?? {}) as Changes));
  const find = (clientId: string): ClientRegistration | undefined => {
    const known = initial.find((client) => client.clientId === clientId);
    const changed = changes.get(clientId);
    if (!known && !changed) return undefined;
    return { clientId, secrets: [], roles: {}, ...known, ...changed };
  };
  const change = (clientId: string, part: Partial<ClientRegistration>): void => {
    changes.set(clientId, { ...changes.get(clientId), ...part });
    writeJsonFile(file, Object.fromEntries(changes));
  };
  return {
    find,
    put: ({ clientId, secrets, roles }) => change(clientId, { secrets, roles }),
    replaceSecrets(clientId, secrets) {
      if (!find(clientId)) return false;
      change(clientId, { secrets });
      return true;
    },
  };
}
