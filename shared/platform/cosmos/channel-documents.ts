import type { JSONObject } from "@azure/cosmos";
import { z } from "zod";
import {
  type ChannelCustomer,
  customer,
  type ListedOperation,
  listedOperation,
  type Operation,
  operation,
  possibleDuplicate,
  type StoredChannelCustomer,
  type StoredListedOperation,
  type StoredOperation,
  searchKeys,
} from "../../customers";
import { traceParentHere } from "../telemetry";

const time = z.string().nullable();

const copyDocument = z.object({
  channelDatabaseGroupId: z.string(),
  customer,
  revision: z.number(),
  operationCount: z.number(),
  openOperationCount: z.number(),
  syncState: z.enum(["pendingUpload", "pendingAccount", "pendingDistribution", "synchronized", "failed"]),
  syncTimeline: z.object({ created: z.string(), uploaded: time, accountAssigned: time, distributed: time }),
  asyncReason: z.enum(["profile", "offline", "headquartersUnavailable"]).nullable(),
  requestHash: z.string().nullable(),
  possibleDuplicates: z.array(possibleDuplicate),
  isClient: z.boolean().optional(),
  traceParent: z.string().optional(),
  _etag: z.string(),
});

const operationDocument = operation.and(z.object({ _etag: z.string() }));
const listedDocument = listedOperation.extend({ _etag: z.string() });

/** A copy and its operations share the partition of group and customer, so that they are written together. */
export type ChannelPartition = [channelDatabaseGroupId: string, customerId: string];

export function fromCopyDocument(read: unknown): StoredChannelCustomer {
  const { _etag: etag, ...copy } = copyDocument.parse(read);
  return { ...copy, etag };
}

export function fromOperationDocument(read: unknown): StoredOperation {
  const { _etag: etag, ...stored } = operationDocument.parse(read);
  return { ...stored, etag };
}

/** An operation whatever its payload, without what belongs to the document alone. */
export function fromListedDocument(read: unknown): StoredListedOperation {
  const { _etag: etag, ...document } = listedDocument.parse(read);
  const isOwn = ([name]: [string, unknown]) => !name.startsWith("_") && !ofTheDocument.has(name);
  return { ...(Object.fromEntries(Object.entries(document).filter(isOwn)) as ListedOperation), etag };
}

const ofTheDocument: ReadonlySet<string> = new Set(["id", "type", "byState", "byChannel"]);

/** Whether a document of the container is an operation; the others are copies. */
export const isOperation = (read: { readonly type?: unknown }) => read.type === "operation";

export function copyToDocument({ customer: shown, ...copy }: ChannelCustomer): JSONObject {
  const { customerId, legalEntityId, addressBookIds } = shown;
  const { etag: _, ...kept } = copy as Partial<StoredChannelCustomer>;
  const keys = {
    id: customerId,
    customerId,
    type: "customer",
    legalEntityId,
    addressBookIds,
    searchKeys: searchKeys(shown),
  };
  return { ...keys, ...kept, customer: shown } as unknown as JSONObject;
}

export function operationToDocument(stored: Operation | ListedOperation): JSONObject {
  const { etag: _, ...kept } = stored as Partial<StoredListedOperation>;
  const traceParent = kept.traceParent ?? traceParentHere();
  const keys = { id: stored.operationId, type: "operation", ...operationKeys(stored) };
  const document = { ...kept, ...keys, ...(traceParent && { traceParent }) };
  return document as unknown as JSONObject;
}

/**
 * What operations are listed by: each key is a stretch (a state, or a state of a channel) and the place in it, so that
 * one range of one index, already in order, holds each page. Whatever changes the state changes these.
 */
export function operationKeys(operation: Pick<ListedOperation, "channelId" | "state" | "createdAt" | "operationId">) {
  const place = `${operation.state} ${placeOf(operation)}`;
  return { byState: place, byChannel: `${operation.channelId} ${place}` };
}

export type OperationKey = keyof ReturnType<typeof operationKeys>;

/** The place of an operation in time; no two have the same. */
export const placeOf = ({ createdAt, operationId }: Pick<ListedOperation, "createdAt" | "operationId">) =>
  `${createdAt} ${operationId}`;
