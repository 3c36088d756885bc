import {
  type CollectionName,
  type ConfigurationChange,
  type ConfigurationStore,
  changeEntry,
  collections,
  type HeadquartersConfiguration,
  type PageRequest,
  references,
  type Stored,
} from "../../../shared/headquarters";

type Given = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** Headquarters' configuration in memory, with the promises of the port; `put` writes past every check. */
export function memoryConfiguration(given: Given = {}): ConfigurationStore & { put: typeof put } {
  const items = new Map<string, { collection: CollectionName; stored: Stored<never> }>();
  const entries: ConfigurationChange[] = [];
  const changed: Partial<Record<CollectionName, number>> = {};
  let writes = 0;
  const key = (collection: string, id: string) => `${collection}/${id}`;
  const stored = (collection: CollectionName, id: string) => items.get(key(collection, id))?.stored;
  const of = (collection: CollectionName) =>
    [...items.values()].filter((one) => one.collection === collection).map((one) => one.stored);

  function put(collection: CollectionName, id: string, item: object | undefined): string {
    writes += 1;
    changed[collection] = writes;
    if (item === undefined) items.delete(key(collection, id));
    else items.set(key(collection, id), { collection, stored: { id, item: item as never, etag: `"${writes}"` } });
    return `"${writes}"`;
  }
  for (const [collection, byId] of Object.entries(given))
    for (const [id, item] of Object.entries(byId)) put(collection as CollectionName, id, item);

  const pageOf = <Item>(all: readonly Item[], { top, continuation = "0" }: PageRequest) => {
    const end = Number(continuation) + top;
    return { items: all.slice(Number(continuation), end), continuation: end < all.length ? String(end) : undefined };
  };
  return {
    put,
    find: async (collection, id) => stored(collection, id),
    list: async (collection) => of(collection),
    page: async (collection, page) => pageOf(of(collection), page),
    referrers: async (collection, id) =>
      [...items.values()]
        .filter((one) =>
          references(one.collection, one.stored.item).some((to) => to.collection === collection && to.id === id),
        )
        .map((one) => ({ collection: one.collection, id: one.stored.id })),
    head: async () => ({ version: writes, changed: { ...changed }, etag: String(writes) }),
    snapshot: async (names) => {
      const maps = (Object.keys(collections) as CollectionName[]).map((name) => {
        const wanted = names.includes(name) ? of(name) : [];
        return [name, new Map(wanted.map(({ id, item }) => [id, item]))];
      });
      return { version: writes, hq: Object.fromEntries(maps) as HeadquartersConfiguration };
    },
    async commit(head, changes, by) {
      if (head.etag !== String(writes)) return undefined;
      if (changes.some(({ collection, id, before }) => stored(collection, id)?.etag !== before?.etag)) return undefined;
      return changes.map((change) => {
        const etag = put(change.collection, change.id, change.after);
        entries.unshift(changeEntry(change, writes, by));
        return etag;
      });
    },
    changes: async ({ collection, id }, page) =>
      pageOf(
        entries.filter((one) => [one.collection, undefined].includes(collection) && [one.id, undefined].includes(id)),
        page,
      ),
  };
}
