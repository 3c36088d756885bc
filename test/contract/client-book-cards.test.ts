import { describe, expect, it } from "vitest";
import { cardOf } from "../../shared/clienteling/cards/card";
import { cosmosClientBookCards, cosmosClientBooks, cosmosMemberships } from "../../shared/platform/cosmos";
import { customer } from "./customer";
import { testDatabases } from "./databases";

const databases = testDatabases();
const cards = () => cosmosClientBookCards(databases.channels());
const memberships = () => cosmosMemberships(databases.headquarters());
const books = () => cosmosClientBooks(databases.headquarters());

const entryOf = (workerId: string) => ({ workerId, clientBookId: `CB-${workerId}`, attributes: {}, addedAt: "2026" });
const bookOf = (workerId: string) => ({ workerId, clientBookId: `CB-${workerId}`, legalEntityId: "usrt" });

function newCard(group: string, workerId: string) {
  const shown = customer({ accountNumber: "00-1" });
  const membership = {
    customerId: shown.customerId,
    legalEntityId: "usrt",
    entries: [entryOf(workerId)],
    lastContactAt: null,
    revision: 1,
  };
  return cardOf({ customer: shown, revision: 1 }, membership, entryOf(workerId), group);
}

describe("client-book cards in Cosmos DB", () => {
  it("B5: cards are found by customer and by book, each book for itself", async () => {
    const group = databases.unique("cards");
    const [mine, other] = [newCard(group, "1"), newCard(group, "2")];
    expect(await cards().write(group, bookOf("1"), [{ card: mine, etag: undefined }])).toBe(true);
    expect(await cards().write(group, bookOf("2"), [{ card: other, etag: undefined }])).toBe(true);
    const found = await cards().find(group, [mine.customerId, other.customerId]);
    expect(found.map(({ card }) => card)).toEqual(expect.arrayContaining([mine, other]));
    expect(await cards().inBooksOf(group, "usrt", ["1"])).toEqual([mine]);
    expect(await cards().inBooksOf(group, "eurt", ["1"])).toEqual([]);
    const both = await cards().inBooksOf(group, "usrt", ["1", "2", "3"]);
    expect(both).toEqual(expect.arrayContaining([mine, other]));
    expect(await cards().inBooksOf(databases.unique("another"), "usrt", ["1"])).toEqual([]);
  });

  it("B11: more than a hundred cards are written in one call, and every write changes the version", async () => {
    const group = databases.unique("many");
    const many = Array.from({ length: 250 }, () => newCard(group, "1"));
    const changes = many.map((card) => ({ card, etag: undefined }));
    expect(await cards().write(group, bookOf("1"), changes)).toBe(true);
    const [before] = await cards().books(group, "usrt", ["1"]);
    expect(before).toMatchObject({ workerId: "1", clientBookId: "CB-1" });
    expect(await cards().books(group, "usrt", ["1", "2"])).toEqual([before]);
    expect(await cards().inBooksOf(group, "usrt", ["1"])).toHaveLength(250);
    await cards().write(group, bookOf("1"), [{ card: newCard(group, "1"), etag: undefined }]);
    expect(await cards().books(group, "usrt", ["1"])).not.toEqual([before]);
  });

  it("B11: a removed card is out of the book, and cannot be written as if it had never been there", async () => {
    const group = databases.unique("removed");
    const card = newCard(group, "1");
    await cards().write(group, bookOf("1"), [{ card, etag: undefined }]);
    const [held] = await cards().find(group, [card.customerId]);
    const removed = { customerId: card.customerId, revision: 2 };
    expect(await cards().write(group, bookOf("1"), [{ removed, etag: held?.etag }])).toBe(true);
    expect(await cards().inBooksOf(group, "usrt", ["1"])).toEqual([]);
    expect(await cards().find(group, [card.customerId])).toMatchObject([{ card: undefined, revision: 2 }]);
    expect(await cards().write(group, bookOf("1"), [{ card, etag: undefined }])).toBe(false);
    expect(await cards().write(group, bookOf("1"), [{ card, etag: held?.etag }])).toBe(false);
  });

  it("B2: of eight memberships of a customer at once one is written", async () => {
    const { customerId } = customer();
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        memberships().put([
          {
            customerId,
            legalEntityId: "usrt",
            entries: [entryOf(`${index}`)],
            lastContactAt: null,
            revision: 1,
            etag: undefined,
          },
        ]),
      ),
    );
    expect(results.filter((lost) => lost.length === 0)).toHaveLength(1);
    const stored = (await memberships().find([customerId, customer().customerId])).get(customerId);
    const winner = results.findIndex((lost) => lost.length === 0);
    expect(stored?.entries).toEqual([entryOf(`${winner}`)]);
    expect(await memberships().put([{ ...customerless(stored), etag: '"old"' }])).toEqual([customerId]);
  });

  it("B1: an associate has one book in a legal entity, whoever comes first", async () => {
    const workerId = databases.unique("worker");
    const made = await Promise.all(
      ["CB-1", "CB-2", "CB-3"].map((clientBookId) => books().create({ clientBookId, workerId, legalEntityId: "usrt" })),
    );
    expect(new Set(made.map(({ clientBookId }) => clientBookId)).size).toBe(1);
    expect(await books().find(workerId, "usrt")).toEqual(made[0]);
    expect(await books().find(workerId, "eurt")).toBeUndefined();
  });

  it("B11: a database that is away says which one", async () => {
    const { headquarters, channels } = databases.away;
    const book = cosmosClientBookCards(channels).books("group", "usrt", ["1"]);
    await expect(book).rejects.toMatchObject({ kind: "channel-database-unavailable" });
    const found = cosmosMemberships(headquarters).find(["a"]);
    await expect(found).rejects.toMatchObject({ kind: "headquarters-unavailable" });
  });
});

function customerless<Membership>(stored: Membership | undefined): Membership {
  if (stored === undefined) throw new Error("There is no membership.");
  return stored;
}
