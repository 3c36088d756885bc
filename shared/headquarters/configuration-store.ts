import type { CollectionItem, CollectionName } from "./collections";
import type { ConfigurationChange } from "./configuration-change";
import type { ItemChange, Stored } from "./item-change";
import type { Reference } from "./references";

/** Where headquarters' configuration stands. Every change of it is conditional on this. */
export interface ConfigurationHead {
  /** Counts the changes, from 1; 0 while there is none. */
  readonly version: number;
  /** The version with which each collection changed last. */
  readonly changed: Readonly<Partial<Record<CollectionName, number>>>;
  /** Undefined while there is no configuration. */
  readonly etag: string | undefined;
}

/** One reading of headquarters' configuration, by id; collections that were not asked for are empty. */
export type HeadquartersConfiguration = {
  readonly [Name in CollectionName]: ReadonlyMap<string, CollectionItem<Name>>;
};

export interface ItemPage<Item> {
  readonly items: readonly Item[];
  readonly continuation: string | undefined;
}

export interface PageRequest {
  readonly top: number;
  readonly continuation?: string | undefined;
}

/** Headquarters' configuration. Every method rejects with `headquarters-unavailable` when its database is away. */
export interface ConfigurationStore {
  find<Name extends CollectionName>(collection: Name, id: string): Promise<Stored<CollectionItem<Name>> | undefined>;
  list<Name extends CollectionName>(collection: Name): Promise<readonly Stored<CollectionItem<Name>>[]>;
  /** A collection by id, page by page. Rejects with `invalid-request` for a continuation that is none. */
  page<Name extends CollectionName>(
    collection: Name,
    page: PageRequest,
  ): Promise<ItemPage<Stored<CollectionItem<Name>>>>;
  /** Who points at this item; at most a few, for a message. */
  referrers(collection: CollectionName, id: string): Promise<readonly Pick<Reference, "collection" | "id">[]>;
  /** What is read after the head is at least as new as the head. */
  head(): Promise<ConfigurationHead>;
  /** All of these collections, as they stood together at one version. */
  snapshot(collections: readonly CollectionName[]): Promise<{ version: number; hq: HeadquartersConfiguration }>;
  /**
   * Writes the changes with an audit entry each, all or nothing, and answers the etags; `undefined` when anything at
   * all was changed since `head`, or one of the items since it was read.
   */
  commit(
    head: ConfigurationHead,
    changes: readonly ItemChange[],
    by: Pick<ConfigurationChange, "actor" | "at">,
  ): Promise<readonly string[] | undefined>;
  /** The audit entries, newest first; of one collection or item when asked for. */
  changes(
    of: { readonly collection?: string | undefined; readonly id?: string | undefined },
    page: PageRequest,
  ): Promise<ItemPage<ConfigurationChange>>;
}
