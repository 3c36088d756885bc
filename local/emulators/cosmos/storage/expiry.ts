import type { ContainerDefinition } from "../metadata/definitions";
import type { Store } from "./store";

/** When a document written at `writtenAt` (seconds) ends; `null` when it does not. */
export function expiryOf(definition: ContainerDefinition, document: unknown, writtenAt: number): number | null {
  const standard = definition.defaultTtl;
  if (standard === undefined || standard === null) return null;
  const own = (document as { readonly ttl?: unknown }).ttl;
  const ttl = typeof own === "number" ? own : standard;
  return ttl > 0 ? writtenAt + ttl : null;
}

/** The condition that hides documents that have ended but are not swept yet. */
export function liveCondition(definition: ContainerDefinition): string {
  const canExpire = definition.defaultTtl !== undefined && definition.defaultTtl !== null;
  return canExpire ? "(expires IS NULL OR expires > unixepoch())" : "1";
}

/** After a change of the container's time to live. */
export function recomputeExpiry(store: Store, table: string, definition: ContainerDefinition): void {
  const standard = definition.defaultTtl;
  if (standard === undefined || standard === null) {
    store.run(`UPDATE ${table} SET expires = NULL WHERE expires IS NOT NULL`);
    return;
  }
  const ttl = "CASE WHEN json_type(body, '$.ttl') IN ('integer', 'real') THEN body ->> '$.ttl' ELSE ? END";
  store.run(`UPDATE ${table} SET expires = CASE WHEN ${ttl} > 0 THEN ts + ${ttl} END`, standard, standard);
}

const sweptAtOnce = 500;

/** Deletes some of what has ended; small steps, because the process serves requests meanwhile. */
export function sweepExpired(store: Store, table: string): void {
  store.run(
    `DELETE FROM ${table} WHERE rid IN (SELECT rid FROM ${table} WHERE expires <= unixepoch() LIMIT ${sweptAtOnce})`,
  );
}
