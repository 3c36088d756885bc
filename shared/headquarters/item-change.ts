import type { CollectionName } from "./collections";

export interface Stored<Item> {
  readonly id: string;
  readonly item: Item;
  /** Changes with every write. */
  readonly etag: string;
}

/** What becomes of an item: created where there was nothing before, deleted where there is nothing after. */
export interface ItemChange {
  readonly collection: CollectionName;
  readonly id: string;
  readonly before: Stored<object> | undefined;
  readonly after: object | undefined;
}
