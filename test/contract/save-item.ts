import type { CollectionName, ConfigurationStore } from "../../shared/headquarters";

const by = { actor: "administrator:test", at: "2026-03-01T09:00:00.000Z" };

/** Saves an item as it is, whatever it names, and answers its etag. */
export async function saveItem(
  store: ConfigurationStore,
  collection: CollectionName,
  id: string,
  item: object | undefined,
): Promise<string> {
  for (;;) {
    const head = await store.head();
    const before = await store.find(collection, id);
    const etags = await store.commit(head, [{ collection, id, before, after: item }], by);
    if (etags !== undefined) return etags[0] ?? "";
  }
}
