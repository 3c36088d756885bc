import { BulkOperationType, type JSONObject, type OperationInput } from "@azure/cosmos";
import { z } from "zod";
import {
  type AuditEntry,
  type CustomerKeys,
  customer,
  type HeadquartersCustomer,
  type HeadquartersCustomers,
  possibleDuplicate,
  type StoredHeadquartersCustomer,
  searchKeys,
} from "../../customers";
import { traceParentHere } from "../telemetry";
import { bulk } from "./bulk";
import { reaching } from "./cosmos-failure";
import type { HeadquartersDatabase } from "./databases";
import { fromMembershipDocument, membershipId } from "./memberships";
import { request } from "./request";
import { refusedOperation, writeBatch } from "./write-batch";

const away = "headquarters-unavailable";

const document = z.object({
  customer,
  revision: z.number(),
  requestHash: z.string().nullable(),
  accountAssignedAt: z.string().nullable(),
  possibleDuplicates: z.array(possibleDuplicate),
  traceParent: z.string().optional(),
  _etag: z.string(),
});

/** One document a customer; its audit entries and what else is kept of it share its partition. */
export function headquartersDocument(known: HeadquartersCustomer) {
  const { customerId, legalEntityId } = known.customer;
  const { etag: _, ...kept } = known as Partial<StoredHeadquartersCustomer>;
  const keys = { id: customerId, customerId, type: "customer", legalEntityId, searchKeys: searchKeys(known.customer) };
  const traceParent = traceParentHere();
  return { ...keys, ...kept, ...(traceParent && { traceParent }) };
}

export function fromHeadquartersDocument(read: unknown): StoredHeadquartersCustomer {
  const { _etag: etag, ...known } = document.parse(read);
  return { ...known, etag };
}

/** The id of the document that holds an entry of the audit trail. */
export const auditId = (entryId: string) => `audit:${entryId}`;

/** Adds an entry to the audit trail; loses its condition when the entry is there already. */
export function addEntry(entry: AuditEntry): OperationInput {
  const resourceBody = { id: auditId(entry.entryId), type: "audit", ...entry } as unknown as JSONObject;
  return { operationType: BulkOperationType.Create, resourceBody };
}

export function cosmosHeadquartersCustomers(
  { customers }: Pick<HeadquartersDatabase, "customers">,
  keys: Pick<CustomerKeys, "ownerOf">,
): HeadquartersCustomers {
  async function find(customerId: string, signal?: AbortSignal): Promise<StoredHeadquartersCustomer | undefined> {
    const { resource } = await customers.item(customerId, customerId).read(request(signal));
    return resource === undefined ? undefined : fromHeadquartersDocument(resource);
  }

  return {
    create: (known, entry, signal) =>
      reaching(away, async () => {
        const { customerId } = known.customer;
        const resourceBody = headquartersDocument(known) as unknown as JSONObject;
        const create: OperationInput = { operationType: BulkOperationType.Create, resourceBody };
        if (await writeBatch(customers, [create, addEntry(entry)], customerId, signal)) return known;
        const present = await find(customerId, signal);
        if (present === undefined) throw new Error("A customer was refused that is not there.");
        return present;
      }),

    find: (customerId, signal) => reaching(away, () => find(customerId, signal)),

    findToChange: (customerId, signal) =>
      reaching(away, async () => {
        const read = (id: string) => ({ operationType: BulkOperationType.Read, partitionKey: customerId, id });
        const reads = [read(customerId), read(membershipId)];
        const [found, place] = (await bulk(customers, reads, request(signal))).map(({ statusCode, resourceBody }) =>
          statusCode < 300 ? resourceBody : undefined,
        );
        if (found === undefined) return undefined;
        const isClient = place !== undefined && fromMembershipDocument(place).entries.length > 0;
        return { known: fromHeadquartersDocument(found), isClient };
      }),

    findByAccountNumber: (legalEntityId, accountNumber, signal) =>
      reaching(away, async () => {
        const owner = await keys.ownerOf({ kind: "accountNumber", legalEntityId, value: accountNumber }, signal);
        const known = owner === undefined ? undefined : await find(owner, signal);
        // A claim whose customer got another number in the end (two consumers at once) leads nowhere.
        return known?.customer.accountNumber?.toLowerCase() === accountNumber.toLowerCase() ? known : undefined;
      }),

    update: (known, entry, signal) =>
      reaching(away, async () => {
        const { customerId } = known.customer;
        const resourceBody = headquartersDocument(known);
        const replace = { operationType: BulkOperationType.Replace, id: customerId, ifMatch: known.etag, resourceBody };
        const operations = [addEntry(entry), replace as unknown as OperationInput];
        const refused = await refusedOperation(customers, operations, customerId, signal);
        if (refused === undefined) return "updated";
        return refused === 0 ? "appliedAlready" : "changedMeanwhile";
      }),
  };
}
