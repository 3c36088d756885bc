import { Failure } from "../../../shared/failure";
import { type CollectionName, type ConfigurationStore, references, type Stored } from "../../../shared/headquarters";

/** Headquarters' configuration in memory, with the promises of the port. */
export function memoryConfiguration(
  given: Readonly<Record<string, Readonly<Record<string, object>>>> = {},
): ConfigurationStore {
  const items = new Map<string, { collection: CollectionName; stored: Stored<never> }>();
  let writes = 0;
  const key = (collection: string, id: string) => `${collection}/${id}`;
  const lost = () => new Failure("precondition-failed", "It was changed meanwhile.");
  const put = (collection: CollectionName, id: string, item: unknown): Stored<never> => {
    writes += 1;
    const stored = { id, item: item as never, etag: String(writes) };
    items.set(key(collection, id), { collection, stored });
    return stored;
  };
  for (const [collection, byId] of Object.entries(given))
    for (const [id, item] of Object.entries(byId)) put(collection as CollectionName, id, item);
  const find = (collection: CollectionName, id: string) => items.get(key(collection, id))?.stored;
  return {
    find: async (collection, id) => find(collection, id),
    list: async (collection) =>
      [...items.values()].filter((one) => one.collection === collection).map(({ stored }) => stored),
    async put(collection, id, item, ifMatch) {
      if (ifMatch !== undefined && find(collection, id)?.etag !== ifMatch) throw lost();
      return put(collection, id, item);
    },
    async remove(collection, id, ifMatch) {
      const present = find(collection, id);
      if (present === undefined) throw new Failure("not-found", `There is no ${id}.`);
      if (ifMatch !== undefined && present.etag !== ifMatch) throw lost();
      items.delete(key(collection, id));
    },
    referrers: async (collection, id) =>
      [...items.values()]
        .filter((one) =>
          references(one.collection, one.stored.item).some((to) => to.collection === collection && to.id === id),
        )
        .map((one) => ({ collection: one.collection, id: one.stored.id })),
  };
}
