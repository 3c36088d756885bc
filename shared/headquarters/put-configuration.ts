import { Failure } from "../failure";
import { type ChangeConfigurationPorts, changeConfiguration, requireMatch } from "./change-configuration";
import type { CollectionItem, CollectionName } from "./collections";
import type { ConfigurationStore } from "./configuration-store";
import type { Stored } from "./item-change";
import { type Reference, references } from "./references";
import { requireAgreement } from "./require-agreement";
import { requireRisingNumbers } from "./require-rising-numbers";

export interface ItemAddress<Name extends CollectionName> {
  readonly collection: Name;
  readonly id: string;
  readonly ifMatch?: string | undefined;
}

export type PutConfiguration = <Name extends CollectionName>(
  actor: string,
  at: ItemAddress<Name>,
  item: CollectionItem<Name>,
) => Promise<Stored<CollectionItem<Name>>>;

/**
 * Saves an item of headquarters' configuration. Rejects with `reference-missing`, naming every reference that points
 * at nothing; `configuration-contradiction` when it does not agree with what it points at; `invalid-request` for a
 * number sequence that would go back; `precondition-failed` when `ifMatch` is given and lost.
 */
export function putConfiguration(ports: ChangeConfigurationPorts): PutConfiguration {
  const { store } = ports;
  return async (actor, { collection, id, ifMatch }, item) => {
    const [etag = ""] = await changeConfiguration(ports, actor, async () => {
      const before = await store.find(collection, id);
      requireRisingNumbers(collection, before?.item, item);
      await requireReferences(store, collection, id, item);
      await requireAgreement(store, collection, id, item);
      requireMatch(ifMatch, before);
      return [{ collection, id, before, after: item }];
    });
    return { id, item, etag };
  };
}

async function requireReferences<Name extends CollectionName>(
  store: ConfigurationStore,
  collection: Name,
  id: string,
  item: CollectionItem<Name>,
): Promise<void> {
  const named = [...references(collection, item), ...owner(collection, id)];
  const found = await Promise.all(named.map((reference) => store.find(reference.collection, reference.id)));
  const missing = named.filter((_, index) => found[index] === undefined);
  if (missing.length === 0) return;
  throw new Failure("reference-missing", `${collection}/${id} names what is not there.`, {
    errors: missing.map(({ pointer, collection: target, id: targetId }) => ({
      pointer,
      message: `There is no ${targetId} in ${target}.`,
    })),
  });
}

/** Parameters belong to the legal entity whose id they have. */
const owner = (collection: CollectionName, id: string): Reference[] =>
  collection === "parameters" ? [{ collection: "legal-entities", id, pointer: "query/legalEntityId" }] : [];
