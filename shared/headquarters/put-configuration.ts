import { Failure } from "../failure";
import type { CollectionItem, CollectionName, NumberSequence } from "./collections";
import type { ConfigurationStore, Stored } from "./configuration-store";
import { putNumberSequence } from "./put-number-sequence";
import { type Reference, references } from "./references";

export type PutConfiguration = <Name extends CollectionName>(
  collection: Name,
  id: string,
  item: CollectionItem<Name>,
  ifMatch?: string,
) => Promise<Stored<CollectionItem<Name>>>;

/**
 * Saves an item of headquarters' configuration. Rejects with `reference-missing`, naming every reference that
 * points at nothing. A reference that is deleted at the very same moment is not seen: the jobs report it.
 */
export function putConfiguration(store: ConfigurationStore): PutConfiguration {
  return async (collection, id, item, ifMatch) => {
    const named = [...references(collection, item), ...owner(collection, id)];
    const found = await Promise.all(named.map((reference) => store.find(reference.collection, reference.id)));
    const missing = named.filter((_, index) => found[index] === undefined);
    if (missing.length > 0) {
      throw new Failure("reference-missing", `${collection}/${id} names what is not there.`, {
        errors: missing.map(({ pointer, collection: target, id: targetId }) => ({
          pointer,
          message: `There is no ${targetId} in ${target}.`,
        })),
      });
    }
    if (collection !== "number-sequences") return store.put(collection, id, item, ifMatch);
    const saved = await putNumberSequence(store, id, item as NumberSequence, ifMatch);
    return saved as Stored<typeof item>;
  };
}

/** Parameters belong to the legal entity whose id they have. */
const owner = (collection: CollectionName, id: string): Reference[] =>
  collection === "parameters" ? [{ collection: "legal-entities", id, pointer: "query/legalEntityId" }] : [];

export type RemoveConfiguration = (collection: CollectionName, id: string, ifMatch?: string) => Promise<void>;

/**
 * Deletes an item of headquarters' configuration, a legal entity with its parameters; rejects with `in-use` when
 * another item names it.
 */
export function removeConfiguration(store: ConfigurationStore): RemoveConfiguration {
  return async (collection, id, ifMatch) => {
    const users = await store.referrers(collection, id);
    if (users.length > 0) {
      const names = users.map((user) => `${user.collection}/${user.id}`).join(", ");
      throw new Failure("in-use", `${collection}/${id} is in use by ${names}.`);
    }
    await store.remove(collection, id, ifMatch);
    if (collection === "legal-entities" && (await store.find("parameters", id))) await store.remove("parameters", id);
  };
}
