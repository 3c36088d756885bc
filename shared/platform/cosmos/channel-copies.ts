import { isDeepStrictEqual } from "node:util";
import { BulkOperationType, type OperationInput } from "@azure/cosmos";
import { type ChannelCopies, type ChannelCustomer, type HeldCopy, searchKeys } from "../../customers";
import { noteInTrace } from "../telemetry";
import { copyToDocument, fromCopyDocument } from "./channel-documents";
import { reaching } from "./cosmos-failure";
import type { ChannelsDatabase } from "./databases";
import { operationRefused, withRefusal } from "./refusal";

const away = "channel-database-unavailable";

/** As many operations as one bulk request takes. */
const bulkSize = 100;

export function cosmosChannelCopies({ customers }: Pick<ChannelsDatabase, "customers">): ChannelCopies {
  return {
    find: (groupId, customerIds) =>
      reaching(away, async () => {
        const query = {
          query: "SELECT * FROM c WHERE c.type = 'customer' AND ARRAY_CONTAINS(@ids, c.id)",
          parameters: [{ name: "@ids", value: [...customerIds] }],
        };
        const { resources } = await customers.items
          .query(query, { partitionKey: [groupId], maxItemCount: -1 })
          .fetchAll();
        return new Map(resources.map(heldCopy).map((held) => [held.copy.customer.customerId, held]));
      }),

    put: (copies) =>
      reaching(away, async () => {
        const lost: string[] = [];
        for (let from = 0; from < copies.length; from += bulkSize) {
          const chunk = copies.slice(from, from + bulkSize);
          const begun = new Date();
          const responses = await withRefusal(() => customers.items.bulk(chunk.map(writeCopy)));
          responses.forEach((response, index) => {
            const { statusCode } = response;
            const copy = chunk[index];
            if (copy === undefined) return;
            if (statusCode === 409 || statusCode === 412 || statusCode === 404) lost.push(copy.customer.customerId);
            else if (statusCode >= 300) throw operationRefused("A copy was refused.", response);
            else noteInTrace(copy.traceParent, "customer.distributed", begun, idsOf(copy));
          });
        }
        return lost;
      }),
  };
}

const idsOf = ({ customer: { customerId }, channelDatabaseGroupId }: ChannelCustomer) => ({
  customerId,
  channelDatabaseGroupId,
});

function heldCopy(read: { readonly searchKeys?: unknown }): HeldCopy {
  const copy = fromCopyDocument(read);
  return { copy, hasCurrentKeys: isDeepStrictEqual(read.searchKeys, searchKeys(copy.customer)) };
}

function writeCopy(copy: Parameters<ChannelCopies["put"]>[0][number]): OperationInput {
  const { customerId } = copy.customer;
  const partitionKey: [string, string] = [copy.channelDatabaseGroupId, customerId];
  const resourceBody = copyToDocument(copy);
  return copy.etag === undefined
    ? { operationType: BulkOperationType.Create, partitionKey, resourceBody }
    : {
        operationType: BulkOperationType.Replace,
        partitionKey,
        id: customerId,
        ifMatch: copy.etag,
        resourceBody: { ...resourceBody, id: customerId },
      };
}
