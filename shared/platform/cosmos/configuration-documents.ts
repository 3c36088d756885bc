import { BulkOperationType, type JSONObject, type OperationInput } from "@azure/cosmos";
import { z } from "zod";
import {
  type CollectionItem,
  type CollectionName,
  type ConfigurationChange,
  type ConfigurationHead,
  collections,
  configurationChange,
  type ItemChange,
  references,
  type Stored,
} from "../../headquarters";

/** All of headquarters' configuration is in one logical partition, so that a change and what it rests on are one batch. */
export const configurationPartition = "headquarters";

/** Ids of configuration have no colon. */
export const itemDocumentId = (collection: CollectionName, id: string) => `${collection}:${id}`;
export const referenceKey = (collection: string, id: string) => `${collection}/${id}`;
export const headId = "head";

const itemDocument = z.object({ collection: z.string(), itemId: z.string(), item: z.unknown(), _etag: z.string() });

export function fromItemDocument<Name extends CollectionName>(read: unknown): Stored<CollectionItem<Name>> {
  const { collection, itemId: id, item, _etag: etag } = itemDocument.parse(read);
  return { id, item: collections[collection as Name].parse(item) as CollectionItem<Name>, etag };
}

export const collectionOf = (read: unknown) => itemDocument.parse(read).collection as CollectionName;

const headDocument = z.object({ version: z.number(), changed: z.record(z.string(), z.number()), _etag: z.string() });

export function fromHeadDocument(read: unknown): ConfigurationHead {
  if (read === undefined) return { version: 0, changed: {}, etag: undefined };
  const { _etag: etag, ...head } = headDocument.parse(read);
  return { ...head, etag };
}

/** The head after these changes, under the condition that it is still as it was read. */
export function writeHead(head: ConfigurationHead, changes: readonly ItemChange[]): OperationInput {
  const version = head.version + changes.length;
  const changed = changes.map(({ collection }, index) => [collection, head.version + index + 1]);
  const resourceBody = {
    id: headId,
    partition: configurationPartition,
    type: "head",
    version,
    changed: { ...head.changed, ...Object.fromEntries(changed) },
  };
  return head.etag === undefined
    ? { operationType: BulkOperationType.Create, resourceBody }
    : { operationType: BulkOperationType.Replace, id: headId, ifMatch: head.etag, resourceBody };
}

/** An item is created where there was none, and replaced or deleted under its etag. */
export function writeItem({ collection, id: itemId, before, after }: ItemChange): OperationInput {
  const id = itemDocumentId(collection, itemId);
  if (after === undefined) {
    return { operationType: BulkOperationType.Delete, id, ...(before && { ifMatch: before.etag }) };
  }
  const named = references(collection, after as CollectionItem<CollectionName>);
  const resourceBody = {
    id,
    partition: configurationPartition,
    type: "item",
    collection,
    itemId,
    references: [...new Set(named.map((reference) => referenceKey(reference.collection, reference.id)))],
    item: after,
  } as unknown as JSONObject & { id: string };
  return before === undefined
    ? { operationType: BulkOperationType.Create, resourceBody }
    : { operationType: BulkOperationType.Replace, id, ifMatch: before.etag, resourceBody };
}

export function createChange({ id: itemId, ...entry }: ConfigurationChange): OperationInput {
  const id = `change:${entry.version}`;
  const resourceBody = { ...entry, id, itemId, partition: configurationPartition, type: "change" };
  return { operationType: BulkOperationType.Create, resourceBody };
}

const changeDocument = configurationChange.omit({ id: true }).extend({ itemId: z.string() });

export function fromChangeDocument(read: unknown): ConfigurationChange {
  const { itemId: id, ...entry } = changeDocument.parse(read);
  return { ...entry, id };
}
