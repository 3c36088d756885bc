import type { SqlQuerySpec } from "@azure/cosmos";
import { Failure } from "../../failure";
import {
  type CollectionName,
  type ConfigurationStore,
  changeEntry,
  collections,
  type HeadquartersConfiguration,
} from "../../headquarters";
import {
  collectionOf,
  configurationPartition,
  createChange,
  fromChangeDocument,
  fromHeadDocument,
  fromItemDocument,
  headId,
  itemDocumentId,
  referenceKey,
  writeHead,
  writeItem,
} from "./configuration-documents";
import { reaching } from "./cosmos-failure";
import type { HeadquartersDatabase } from "./databases";
import { readPage } from "./read-page";
import { writeBatch } from "./write-batch";

const away = "headquarters-unavailable";

/** How often a snapshot is taken again that a change came into. */
const mostSnapshots = 5;

export function cosmosConfigurationStore({
  configuration,
}: Pick<HeadquartersDatabase, "configuration">): ConfigurationStore {
  const read = async (id: string): Promise<unknown> =>
    (await configuration.item(id, configurationPartition).read()).resource;

  const readAll = async (query: SqlQuerySpec): Promise<unknown[]> =>
    (await configuration.items.query(query, { partitionKey: configurationPartition, maxItemCount: -1 }).fetchAll())
      .resources;

  const head = async () => fromHeadDocument(await read(headId));

  return {
    find: (collection, id) =>
      reaching(away, async () => {
        const found = await read(itemDocumentId(collection, id));
        return found === undefined ? undefined : fromItemDocument(found);
      }),

    list: (collection) =>
      reaching(away, async () => (await readAll(itemsOf([collection]))).map((item) => fromItemDocument(item))),

    page: (collection, page) =>
      reaching(away, async () => {
        return readPage(configuration, itemsOf([collection]), page, (item) => fromItemDocument(item));
      }),

    referrers: (collection, id) =>
      reaching(away, async () => {
        const query = "SELECT TOP 5 c.collection, c.itemId AS id FROM c WHERE ARRAY_CONTAINS(c.references, @reference)";
        const parameters = [{ name: "@reference", value: referenceKey(collection, id) }];
        return (await readAll({ query, parameters })) as { collection: CollectionName; id: string }[];
      }),

    head: () => reaching(away, head),

    snapshot: (names) =>
      reaching(away, async () => {
        for (let tries = 0; tries < mostSnapshots; tries += 1) {
          const { version } = await head();
          const items = await readAll(itemsOf(names));
          if ((await head()).version === version) return { version, hq: byId(items) };
        }
        throw new Failure(away, "Headquarters' configuration keeps changing.");
      }),

    commit: (since, changes, by) =>
      reaching(away, async () => {
        const entries = changes.map((change, index) => changeEntry(change, since.version + index + 1, by));
        const operations = [...changes.map(writeItem), writeHead(since, changes), ...entries.map(createChange)];
        const written = await writeBatch(configuration, operations, configurationPartition);
        return written?.slice(0, changes.length).map(({ eTag }) => eTag ?? "");
      }),

    changes: ({ collection, id }, page) =>
      reaching(away, async () => {
        const of = [
          ...(collection === undefined ? [] : [{ name: "@collection", value: collection, field: "c.collection" }]),
          ...(id === undefined ? [] : [{ name: "@id", value: id, field: "c.itemId" }]),
        ];
        const conditions = ["c.type = 'change'", ...of.map(({ name, field }) => `${field} = ${name}`)].join(" AND ");
        const query = `SELECT * FROM c WHERE ${conditions} ORDER BY c.version DESC`;
        const parameters = of.map(({ name, value }) => ({ name, value }));
        return readPage(configuration, { query, parameters }, page, fromChangeDocument);
      }),
  };
}

function itemsOf(names: readonly CollectionName[]): SqlQuerySpec {
  const query =
    "SELECT * FROM c WHERE c.type = 'item' AND ARRAY_CONTAINS(@collections, c.collection) ORDER BY c.itemId";
  return { query, parameters: [{ name: "@collections", value: [...new Set(names)] }] };
}

function byId(documents: readonly unknown[]): HeadquartersConfiguration {
  const empty = Object.keys(collections).map((name) => [name, new Map<string, unknown>()] as const);
  const maps = new Map<string, Map<string, unknown>>(empty);
  for (const document of documents) {
    const { id, item } = fromItemDocument(document);
    maps.get(collectionOf(document))?.set(id, item);
  }
  return Object.fromEntries(maps) as unknown as HeadquartersConfiguration;
}
