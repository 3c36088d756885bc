import { z } from "zod";
import { Failure } from "../../failure";
import {
  type CollectionItem,
  type CollectionName,
  type ConfigurationStore,
  collections,
  references,
  type Stored,
} from "../../headquarters";
import { hasStatus, reaching } from "./cosmos-failure";
import type { HeadquartersDatabase } from "./databases";

const away = "headquarters-unavailable";
const referenceKey = (collection: string, id: string) => `${collection}/${id}`;

export function cosmosConfigurationStore({
  configuration,
}: Pick<HeadquartersDatabase, "configuration">): ConfigurationStore {
  /** An upsert would create what is not there, whatever its condition. */
  async function replacePresent(document: { id: string; collection: string }, ifMatch: string) {
    try {
      const item = configuration.item(document.id, document.collection);
      return await conditionally(ifMatch, (options) => item.replace(document, options));
    } catch (error) {
      if (hasStatus(error, 404)) throw new Failure("precondition-failed", "It is not there.", { cause: error });
      throw error;
    }
  }

  return {
    find: (collection, id) =>
      reaching(away, async () => {
        const { resource } = await configuration.item(id, collection).read();
        return resource === undefined ? undefined : fromDocument(collection, resource);
      }),

    list: (collection) =>
      reaching(away, async () => {
        const { resources } = await configuration.items
          .query("SELECT * FROM c", { partitionKey: collection, maxItemCount: -1 })
          .fetchAll();
        return resources.map((read) => fromDocument(collection, read));
      }),

    put: (collection, id, item, ifMatch) =>
      reaching(away, async () => {
        const named = references(collection, item).map((reference) => referenceKey(reference.collection, reference.id));
        const document = { id, collection, references: [...new Set(named)], item };
        const { etag } = await (ifMatch === undefined
          ? configuration.items.upsert(document)
          : replacePresent(document, ifMatch));
        return { id, item, etag };
      }),

    remove: (collection, id, ifMatch) =>
      reaching(away, async () => {
        try {
          await conditionally(ifMatch, (options) => configuration.item(id, collection).delete(options));
        } catch (error) {
          if (hasStatus(error, 404)) throw new Failure("not-found", `There is no ${id} in ${collection}.`);
          throw error;
        }
      }),

    referrers: (collection, id) =>
      reaching(away, async () => {
        const query = {
          query: "SELECT TOP 5 c.collection, c.id FROM c WHERE ARRAY_CONTAINS(c.references, @reference)",
          parameters: [{ name: "@reference", value: referenceKey(collection, id) }],
        };
        const { resources } = await configuration.items.query(query).fetchAll();
        return resources as { collection: CollectionName; id: string }[];
      }),
  };
}

type Conditions = { accessCondition?: { type: "IfMatch"; condition: string } };

async function conditionally<Answer>(
  ifMatch: string | undefined,
  write: (options: Conditions) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await write(ifMatch === undefined ? {} : { accessCondition: { type: "IfMatch", condition: ifMatch } });
  } catch (error) {
    if (hasStatus(error, 412)) throw new Failure("precondition-failed", "It was changed meanwhile.", { cause: error });
    throw error;
  }
}

const envelope = z.object({ id: z.string(), item: z.unknown(), _etag: z.string() });

function fromDocument<Name extends CollectionName>(collection: Name, read: unknown): Stored<CollectionItem<Name>> {
  const { id, item, _etag: etag } = envelope.parse(read);
  return { id, item: collections[collection].parse(item) as CollectionItem<Name>, etag };
}
