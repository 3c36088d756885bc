import type { CollectionItem, CollectionName } from "./collections";
import type { Reference } from "./references";

export interface Stored<Item> {
  readonly id: string;
  readonly item: Item;
  /** Changes with every write. */
  readonly etag: string;
}

/** Headquarters' configuration. Every method rejects with `headquarters-unavailable` when its database is away. */
export interface ConfigurationStore {
  find<Name extends CollectionName>(collection: Name, id: string): Promise<Stored<CollectionItem<Name>> | undefined>;
  list<Name extends CollectionName>(collection: Name): Promise<readonly Stored<CollectionItem<Name>>[]>;
  /** Creates or replaces. Rejects with `precondition-failed` when `ifMatch` is given and lost. */
  put<Name extends CollectionName>(
    collection: Name,
    id: string,
    item: CollectionItem<Name>,
    ifMatch?: string,
  ): Promise<Stored<CollectionItem<Name>>>;
  /** Rejects with `not-found`, and with `precondition-failed` when `ifMatch` is given and lost. */
  remove(collection: CollectionName, id: string, ifMatch?: string): Promise<void>;
  /** Who points at this item; at most a few, for a message. */
  referrers(collection: CollectionName, id: string): Promise<readonly Pick<Reference, "collection" | "id">[]>;
}
