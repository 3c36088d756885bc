import { isDeepStrictEqual } from "node:util";
import { Failure } from "../failure";
import type { ConfigurationStore } from "./configuration-store";
import type { ItemChange, Stored } from "./item-change";

export interface ChangeConfigurationPorts {
  readonly store: ConfigurationStore;
  now(): Date;
}

/** Each time somebody else's change comes in between, that one is through: so many at once all get their turn. */
const mostTries = 50;

/**
 * Checks and writes a change of headquarters' configuration as one: `plan` reads and judges, and what it plans is
 * written only if nothing at all was changed meanwhile; else it reads and judges again. So two changes at once that
 * are each right and together wrong, such as a deletion and a new reference to it, cannot both come through. What
 * changes nothing is not written. Answers the etags of the items. Rejects as `plan` does, and with
 * `headquarters-unavailable` when others keep changing it.
 */
export async function changeConfiguration(
  { store, now }: ChangeConfigurationPorts,
  actor: string,
  plan: () => Promise<readonly ItemChange[]>,
): Promise<readonly string[]> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const head = await store.head();
    const planned = await plan();
    const changes = planned.filter(({ before, after }) => !isDeepStrictEqual(before?.item, after));
    if (changes.length === 0) return planned.map(({ before }) => before?.etag ?? "");
    const etags = await store.commit(head, changes, { actor, at: now().toISOString() });
    if (etags !== undefined) return planned.map((one) => etags[changes.indexOf(one)] ?? one.before?.etag ?? "");
  }
  throw new Failure("headquarters-unavailable", "Headquarters' configuration is being changed by many at once.");
}

/** Rejects with `precondition-failed` when a condition was given and does not hold. */
export function requireMatch(ifMatch: string | undefined, present: Pick<Stored<unknown>, "etag"> | undefined): void {
  if (ifMatch === undefined) return;
  const wanted = ifMatch.split(",").map((etag) => etag.trim());
  if (present !== undefined && (wanted.includes("*") || wanted.includes(present.etag))) return;
  throw new Failure("precondition-failed", present === undefined ? "It is not there." : "It was changed meanwhile.");
}
