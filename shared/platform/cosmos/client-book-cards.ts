import { BulkOperationType, type JSONObject, type OperationInput } from "@azure/cosmos";
import { z } from "zod";
import {
  type CardChange,
  type ClientBook,
  type ClientBookCards,
  card,
  type HeldBook,
  type HeldCard,
} from "../../clienteling";
import { reaching } from "./cosmos-failure";
import type { ChannelsDatabase } from "./databases";
import { writeBatch } from "./write-batch";

const away = "channel-database-unavailable";

/** A batch holds a hundred operations; one of them is the book's. */
const cardsPerBatch = 99;

/** How long a removed card is remembered: longer than a request that was overtaken could still be writing it. */
const removedTtlSeconds = 24 * 3600;

const key = { workerId: z.string(), _etag: z.string() };
const bookDocument = z.object({ type: z.literal("book"), clientBookId: z.string(), ...key });
const cardDocument = z.object({ type: z.literal("card"), card, ...key });
const removedDocument = z.object({ type: z.literal("removed"), id: z.string(), revision: z.number(), ...key });
const document = z.discriminatedUnion("type", [bookDocument, cardDocument, removedDocument]);

/**
 * The cards of an associate share a partition of the group and the associate, and with them a document for each of the
 * associate's books, which every batch of cards writes too: its etag is the version of the book.
 */
export function cosmosClientBookCards({ clientBookCards }: Pick<ChannelsDatabase, "clientBookCards">): ClientBookCards {
  async function query(partitionKey: string[], where: string, values: Readonly<Record<string, unknown>>) {
    const parameters = Object.entries(values).map(([name, value]) => ({
      name: `@${name}`,
      value: value as JSONObject,
    }));
    const spec = { query: `SELECT * FROM c WHERE ${where}`, parameters };
    const options = { partitionKey, maxItemCount: -1 };
    const { resources } = await clientBookCards.items.query(spec, options).fetchAll();
    return resources.map((read) => document.parse(read));
  }

  return {
    find: (groupId, customerIds) =>
      reaching(away, async () => {
        const found = await query([groupId], "ARRAY_CONTAINS(@ids, c.id)", { ids: customerIds });
        return found.flatMap(heldCard);
      }),

    write: (groupId, book, changes) =>
      reaching(away, async () => {
        let written = true;
        for (let from = 0; from < changes.length; from += cardsPerBatch) {
          const chunk = changes.slice(from, from + cardsPerBatch);
          const operations = [upsertBook(groupId, book), ...chunk.map((change) => writeCard(groupId, book, change))];
          const result = await writeBatch(clientBookCards, operations, [groupId, book.workerId]);
          if (result === undefined) written = false;
        }
        return written;
      }),

    books: (groupId, legalEntityId, workerIds) =>
      reaching(away, async () => {
        const [only] = workerIds;
        if (only === undefined || workerIds.length > 1) {
          const where = "c.id = @id AND ARRAY_CONTAINS(@workerIds, c.workerId)";
          return (await query([groupId], where, { id: bookId(legalEntityId), workerIds })).flatMap(heldBook);
        }
        const { resource } = await clientBookCards.item(bookId(legalEntityId), [groupId, only]).read();
        return resource === undefined ? [] : heldBook(document.parse(resource));
      }),

    inBooksOf: (groupId, legalEntityId, workerIds) =>
      reaching(away, async () => {
        const [only] = workerIds;
        const partition = only !== undefined && workerIds.length === 1 ? [groupId, only] : [groupId];
        const where = "c.type = 'card' AND c.legalEntityId = @legalEntityId AND ARRAY_CONTAINS(@workerIds, c.workerId)";
        const found = await query(partition, where, { legalEntityId, workerIds });
        return found.flatMap((read) => (read.type === "card" ? [read.card] : []));
      }),
  };
}

const bookId = (legalEntityId: string) => `book:${legalEntityId}`;

function upsertBook(groupId: string, book: ClientBook): OperationInput {
  const resourceBody = { id: bookId(book.legalEntityId), type: "book", channelDatabaseGroupId: groupId, ...book };
  return { operationType: BulkOperationType.Upsert, resourceBody };
}

function writeCard(groupId: string, { workerId, legalEntityId }: ClientBook, change: CardChange): OperationInput {
  const keys = { channelDatabaseGroupId: groupId, workerId, legalEntityId };
  const written =
    "card" in change
      ? { id: change.card.customerId, type: "card", card: change.card }
      : { id: change.removed.customerId, type: "removed", revision: change.removed.revision, ttl: removedTtlSeconds };
  const resourceBody = { ...keys, ...written } as unknown as JSONObject & { id: string };
  return change.etag === undefined
    ? { operationType: BulkOperationType.Create, resourceBody }
    : { operationType: BulkOperationType.Replace, id: written.id, ifMatch: change.etag, resourceBody };
}

function heldCard(read: z.infer<typeof document>): HeldCard[] {
  const { workerId, _etag: etag } = read;
  switch (read.type) {
    case "card":
      return [
        { workerId, customerId: read.card.customerId, card: read.card, revision: read.card.member.revision, etag },
      ];
    case "removed":
      return [{ workerId, customerId: read.id, card: undefined, revision: read.revision, etag }];
    case "book":
      return [];
  }
}

function heldBook(read: z.infer<typeof document>): HeldBook[] {
  if (read.type !== "book") return [];
  const { workerId, clientBookId, _etag: version } = read;
  return [{ workerId, clientBookId, version }];
}
