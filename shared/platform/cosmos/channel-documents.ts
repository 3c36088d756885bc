import type { JSONObject } from "@azure/cosmos";
import { z } from "zod";
import {
  type ChannelCustomer,
  customer,
  type Operation,
  operation,
  possibleDuplicate,
  type StoredChannelCustomer,
  type StoredOperation,
  searchKeys,
} from "../../customers";

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
  _etag: z.string(),
});

const operationDocument = operation.and(z.object({ _etag: z.string() }));

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

export function operationToDocument(stored: Operation): JSONObject {
  const { etag: _, ...kept } = stored as Partial<StoredOperation>;
  return { id: stored.operationId, type: "operation", ...kept } as unknown as JSONObject;
}
