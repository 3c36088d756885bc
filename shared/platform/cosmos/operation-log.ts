import { BulkOperationType, type Container, type OperationInput, type SqlQuerySpec } from "@azure/cosmos";
import type { ListedOperation, OperationLog, OperationQuery } from "../../customers";
import { Failure } from "../../failure";
import {
  fromListedDocument,
  fromOperationDocument,
  type OperationKey,
  placeOf,
  unreadablePartition,
  unreadableToDocument,
} from "./channel-documents";
import { hasStatus, reaching } from "./cosmos-failure";
import type { ChannelsDatabase } from "./databases";
import { writeBatch } from "./write-batch";

const away = "channel-database-unavailable";

/** Sorts behind every place: places begin with the digits of a year. */
const end = "~";

export function cosmosOperationLog({ customers }: Pick<ChannelsDatabase, "customers">): OperationLog {
  return {
    list: (query) =>
      reaching(away, async () => {
        const from = query.continuation === undefined ? undefined : placeIn(query.continuation);
        const found = query.customerIds
          ? await readCustomers(customers, query.customerIds, query)
          : (
              await Promise.all(stretchesOf(query).map((stretch) => readStretch(customers, stretch, query, from)))
            ).flat();
        const sign = query.order === "newest" ? -1 : 1;
        const isAfter = (one: ListedOperation) => from === undefined || (placeOf(one) < from ? -sign : sign) > 0;
        const merged = found
          .filter((one) => placeOf(one) !== from && isAfter(one))
          .sort((a, b) => (placeOf(a) < placeOf(b) ? -sign : sign));
        const operations = merged.slice(0, query.top);
        const last = merged.length > query.top ? operations.at(-1) : undefined;
        return { operations, continuation: last && Buffer.from(placeOf(last)).toString("base64url") };
      }),

    find: (operationId) =>
      reaching(away, async () => {
        const parameters = [{ name: "@id", value: operationId }];
        const query = "SELECT * FROM c WHERE c.id = @id AND c.type = 'operation'";
        const { resources } = await customers.items.query({ query, parameters }).fetchAll();
        return resources[0] === undefined ? undefined : fromListedDocument(resources[0]);
      }),

    failedOf: (customerIds) =>
      reaching(away, async () => {
        const parameters = [{ name: "@customerIds", value: [...customerIds] }];
        const query =
          "SELECT * FROM c WHERE c.type = 'operation' AND c.state = 'failed' AND ARRAY_CONTAINS(@customerIds, c.customerId)";
        const { resources } = await customers.items.query({ query, parameters }).fetchAll();
        return resources.map(fromOperationDocument);
      }),

    keepUnreadable: (message) =>
      reaching(away, async () => {
        try {
          await customers.items.create(unreadableToDocument(message));
        } catch (error) {
          if (!hasStatus(error, 409)) throw error;
        }
      }),

    replaceUnreadable: (message) =>
      reaching(away, async () => {
        const { operationId, etag } = message;
        const replace = {
          operationType: BulkOperationType.Replace,
          id: operationId,
          ifMatch: etag,
          resourceBody: unreadableToDocument(message),
        } as OperationInput;
        return (await writeBatch(customers, [replace], unreadablePartition(operationId))) !== undefined;
      }),
  };
}

interface Stretch {
  readonly key: OperationKey;
  readonly prefix: string;
}

/** The stretches of the index that hold all operations of a query, each in order. */
function stretchesOf({ states, channelIds }: OperationQuery): readonly Stretch[] {
  return states.flatMap((state): Stretch[] =>
    channelIds
      ? channelIds.map((id) => ({ key: "byChannel", prefix: `${id} ${state} ` }))
      : [{ key: "byState", prefix: `${state} ` }],
  );
}

/** One more than the page: it tells whether there is another. */
async function readStretch(
  customers: Container,
  { key, prefix }: Stretch,
  { order, top }: OperationQuery,
  from: string | undefined,
): Promise<readonly ListedOperation[]> {
  const [low, high] = order === "newest" ? ["", from ?? end] : [from ?? "", end];
  const query: SqlQuerySpec = {
    query: `SELECT * FROM c WHERE c.${key} > @low AND c.${key} < @high ORDER BY c.${key} ${order === "newest" ? "DESC" : "ASC"}`,
    parameters: [
      { name: "@low", value: prefix + low },
      { name: "@high", value: prefix + high },
    ],
  };
  const pages = customers.items.query(query, { maxItemCount: top + 1 });
  const found: object[] = [];
  while (found.length <= top && pages.hasMoreResults()) found.push(...((await pages.fetchNext()).resources ?? []));
  return found.slice(0, top + 1).map(fromListedDocument);
}

/** Every operation of some customers: a customer has few. */
async function readCustomers(
  customers: Container,
  customerIds: readonly string[],
  { states, channelIds }: OperationQuery,
): Promise<readonly ListedOperation[]> {
  const query =
    "SELECT * FROM c WHERE c.type = 'operation' AND ARRAY_CONTAINS(@customerIds, c.customerId) AND ARRAY_CONTAINS(@states, c.state)";
  const parameters = [
    { name: "@customerIds", value: [...customerIds] },
    { name: "@states", value: [...states] },
  ];
  const { resources } = await customers.items.query({ query, parameters }).fetchAll();
  const found = resources.map(fromOperationDocument);
  return channelIds ? found.filter(({ channelId }) => channelIds.includes(channelId)) : found;
}

function placeIn(continuation: string): string {
  const place = Buffer.from(continuation, "base64url").toString("utf8");
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z \S+$/.test(place)) return place;
  const errors = [{ pointer: "query/continuationToken", message: "This is no continuation token of this list." }];
  throw new Failure("invalid-request", "The continuation token cannot be read.", { errors });
}
