import { BulkOperationType, type JSONObject, type OperationInput } from "@azure/cosmos";
import { type Memberships, membership, type StoredMembership } from "../../clienteling";
import { bulk } from "./bulk";
import { reaching } from "./cosmos-failure";
import type { HeadquartersDatabase } from "./databases";
import { request } from "./request";

const away = "headquarters-unavailable";

/** One for each customer, in the customer's partition, which may be there before the customer is. */
export const membershipId = "membership";

const document = membership.extend({ _etag: membership.shape.customerId });

export function fromMembershipDocument(read: unknown): StoredMembership {
  const { _etag: etag, ...stored } = document.parse(read);
  return { ...stored, etag };
}

export function cosmosMemberships({ customers }: Pick<HeadquartersDatabase, "customers">): Memberships {
  return {
    find: (customerIds, signal) =>
      reaching(away, async () => {
        const reads = customerIds.map(
          (customerId): OperationInput => ({
            operationType: BulkOperationType.Read,
            partitionKey: customerId,
            id: membershipId,
          }),
        );
        const responses = await bulk(customers, reads, request(signal));
        const found = responses.filter(({ statusCode }) => statusCode < 300);
        return new Map(
          found.map(({ resourceBody }) => fromMembershipDocument(resourceBody)).map((m) => [m.customerId, m]),
        );
      }),

    put: (memberships, signal) =>
      reaching(away, async () => {
        const responses = await bulk(customers, memberships.map(writeMembership), request(signal));
        return memberships
          .filter((_, index) => (responses[index]?.statusCode ?? 0) >= 300)
          .map(({ customerId }) => customerId);
      }),
  };
}

/** The operation of a batch that writes a membership as it was read, or a new one. */
export function writeMembership({ etag, ...written }: Parameters<Memberships["put"]>[0][number]): OperationInput {
  const resourceBody = { ...written, id: membershipId, type: "membership" } as unknown as JSONObject & { id: string };
  const partitionKey = written.customerId;
  return etag === undefined
    ? { operationType: BulkOperationType.Create, partitionKey, resourceBody }
    : { operationType: BulkOperationType.Replace, partitionKey, id: membershipId, ifMatch: etag, resourceBody };
}
