import type { Channel, CollectionItem, CollectionName } from "./collections";

/** What an administrator should know of an item that was saved. */
export function saveWarnings(collection: CollectionName, item: CollectionItem<CollectionName>): readonly string[] {
  if (collection !== "channels" || (item as Channel).defaultCustomer.receiptEmail === null) return [];
  return ["Every new customer of this channel without a receipt e-mail gets the default customer's (D2)."];
}
