import type { Container, SqlQuerySpec } from "@azure/cosmos";
import type { OperationLog, OperationPage, OperationQuery, StoredListedOperation } from "../../customers";
import { Failure } from "../../failure";
import {
  fromCopyDocument,
  fromListedDocument,
  type OperationKey,
  operationToDocument,
  placeOf,
} from "./channel-documents";
import { readOpenWork, settleOperation } from "./channel-work";
import { hasStatus, reaching } from "./cosmos-failure";
import type { ChannelsDatabase } from "./databases";

const away = "channel-database-unavailable";

/** Sorts behind every place: places begin with the digits of a year. */
const end = "~";

export function cosmosOperationLog({ customers }: Pick<ChannelsDatabase, "customers">): OperationLog {
  const ofQuery = async (query: SqlQuerySpec) =>
    (await customers.items.query(query).fetchAll()).resources.map(fromListedDocument);

  return {
    list: (query) =>
      reaching(away, async () => {
        const from = query.continuation === undefined ? undefined : placeIn(query.continuation);
        const stretches = stretchesOf(query).map((stretch) => readStretch(customers, stretch, query, from));
        const found = query.customerIds
          ? await ofQuery(ofCustomers(query.customerIds, query))
          : (await Promise.all(stretches)).flat();
        return pageOf(found, query, from);
      }),

    find: (operationId) =>
      reaching(away, async () => {
        const parameters = [{ name: "@id", value: operationId }];
        return (await ofQuery({ query: "SELECT * FROM c WHERE c.id = @id AND c.type = 'operation'", parameters }))[0];
      }),

    ofCustomers: (customerIds, states) =>
      reaching(away, async () => inPlace(await ofQuery(ofCustomers(customerIds, { states })), "oldest")),

    openOf: (groupId, customerId) =>
      reaching(away, async () => {
        const { copy, operations } = await readOpenWork(customers, [groupId, customerId]);
        return {
          copy: copy === undefined ? undefined : fromCopyDocument(copy),
          operations: operations.map(fromListedDocument).sort((a, b) => a.sequence - b.sequence),
        };
      }),

    settle: (operation, copy) => reaching(away, () => settleOperation(customers, operation, copy)),

    keep: (operation) =>
      reaching(away, async () => {
        try {
          await customers.items.create(operationToDocument(operation));
        } catch (error) {
          if (!hasStatus(error, 409)) throw error;
        }
      }),
  };
}

interface Stretch {
  readonly key: OperationKey;
  readonly prefix: string;
}

/** The stretches of the index that hold all operations of a query, each in order. */
function stretchesOf({ states, channelIds, customerIds }: OperationQuery): readonly Stretch[] {
  if (customerIds) return [];
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
): Promise<readonly StoredListedOperation[]> {
  const [low, high, direction] = order === "newest" ? ["", from ?? end, "DESC"] : [from ?? "", end, "ASC"];
  const query = `SELECT * FROM c WHERE c.${key} > @low AND c.${key} < @high ORDER BY c.${key} ${direction}`;
  const parameters = [
    { name: "@low", value: prefix + low },
    { name: "@high", value: prefix + high },
  ];
  const pages = customers.items.query({ query, parameters }, { maxItemCount: top + 1 });
  const found: unknown[] = [];
  while (found.length <= top && pages.hasMoreResults()) found.push(...((await pages.fetchNext()).resources ?? []));
  return found.slice(0, top + 1).map(fromListedDocument);
}

/** Every operation of some customers: a customer has few. */
function ofCustomers(
  customerIds: readonly string[],
  { states, channelIds }: Pick<OperationQuery, "states" | "channelIds">,
): SqlQuerySpec {
  const ofChannels = channelIds ? " AND ARRAY_CONTAINS(@channelIds, c.channelId)" : "";
  return {
    query: `SELECT * FROM c WHERE c.type = 'operation' AND ARRAY_CONTAINS(@customerIds, c.customerId) AND ARRAY_CONTAINS(@states, c.state)${ofChannels}`,
    parameters: [
      { name: "@customerIds", value: [...customerIds] },
      { name: "@states", value: [...states] },
      ...(channelIds ? [{ name: "@channelIds", value: [...channelIds] }] : []),
    ],
  };
}

/** What comes after a place, in the order of the query. */
function pageOf(
  found: readonly StoredListedOperation[],
  { order, top }: OperationQuery,
  from: string | undefined,
): OperationPage {
  const compare = inOrder(order);
  const after = inPlace(
    found.filter((one) => from === undefined || compare(placeOf(one), from) > 0),
    order,
  );
  const operations = after.slice(0, top);
  const last = after.length > top ? operations.at(-1) : undefined;
  return { operations, continuation: last && Buffer.from(placeOf(last)).toString("base64url") };
}

function inOrder(order: OperationQuery["order"]) {
  const sign = order === "newest" ? -1 : 1;
  return (a: string, b: string) => (a === b ? 0 : a < b ? -sign : sign);
}

function inPlace(found: readonly StoredListedOperation[], order: OperationQuery["order"]): StoredListedOperation[] {
  const compare = inOrder(order);
  return [...found].sort((a, b) => compare(placeOf(a), placeOf(b)));
}

function placeIn(continuation: string): string {
  const place = Buffer.from(continuation, "base64url").toString("utf8");
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z \S+$/.test(place)) return place;
  const errors = [{ pointer: "query/continuationToken", message: "This is no continuation token of this list." }];
  throw new Failure("invalid-request", "The continuation token cannot be read.", { errors });
}
