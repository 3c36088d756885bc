import { describe, expect, it } from "vitest";
import { readBooks } from "../../../shared/clienteling";
import { cardOf } from "../../../shared/clienteling/cards/card";
import { channel } from "../customers/houston";
import { entry, member, membershipOf } from "./members";

/** The cards of associates' books, so many each, and which books were read. */
function booksOf(counts: Readonly<Record<string, number>>) {
  const versions = new Map(Object.keys(counts).map((workerId) => [workerId, 1]));
  const reads: string[] = [];
  const cardsOf = (workerId: string) => {
    const membership = membershipOf("c", 1, entry(workerId));
    const card = cardOf(member("c", 1, membership), membership, entry(workerId), "default");
    return Array.from({ length: counts[workerId] ?? 0 }, () => card);
  };
  const read = readBooks({
    copies: { find: async () => new Map() },
    cards: {
      books: async (_, __, workerIds) =>
        workerIds.map((workerId) => ({
          workerId,
          clientBookId: `CB-${workerId}`,
          version: String(versions.get(workerId)),
        })),
      inBooksOf: async (_, __, workerIds) => {
        reads.push(...workerIds);
        return workerIds.flatMap(cardsOf);
      },
    },
  });
  return {
    lengths: async (...workerIds: string[]) => (await read(channel(), workerIds)).map(({ cards }) => cards.length),
    change: (workerId: string) => versions.set(workerId, (versions.get(workerId) ?? 0) + 1),
    reads: () => reads.splice(0),
  };
}

describe("the books of a store", () => {
  it("B7: are read when they have changed", async () => {
    const { lengths, change, reads } = booksOf({ 1: 2, 2: 3 });
    expect(await lengths("1", "2")).toEqual([2, 3]);
    expect(reads()).toEqual(["1", "2"]);
    change("2");
    expect(await lengths("1", "2")).toEqual([2, 3]);
    expect(reads()).toEqual(["2"]);
  });

  it("B4, B7: are whole, however many there are, when not all of them can be remembered", async () => {
    const { lengths } = booksOf({ 1: 30_000, 2: 30_000 });
    expect(await lengths("1")).toEqual([30_000]);
    expect(await lengths("2", "1")).toEqual([30_000, 30_000]);
    expect(await lengths("1")).toEqual([30_000]);
  });
});
