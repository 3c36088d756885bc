import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bringCards } from "../../../shared/clienteling";
import type { CardDestination } from "../../../shared/clienteling/cards/bring-cards";
import { entry, member, membershipOf } from "./members";
import { memoryCards } from "./memory";

const destination: CardDestination = { channelDatabaseGroupId: "default", holdsBook: () => true };

describe("cards brought to a channel database group", () => {
  it("B11: one for each book that the customer is in, current ones left alone", async () => {
    const cards = memoryCards();
    const bring = bringCards(cards.port);
    const ana = member("a", 1, membershipOf("a", 1, entry("1"), entry("2")));
    expect(await bring(destination, [ana])).toBe(2);
    expect(cards.cards().map(({ workerId }) => workerId)).toEqual(["1", "2"]);
    expect(await bring(destination, [ana])).toBe(0);
  });

  it("B11: removed from a book that the customer left, and not brought back by what is older", async () => {
    const cards = memoryCards();
    const bring = bringCards(cards.port);
    const before = member("a", 1, membershipOf("a", 1, entry("1")));
    await bring(destination, [before]);
    await bring(destination, [member("a", 1, membershipOf("a", 2, entry("2")))]);
    await bring(destination, [before]);
    expect(cards.cards().map(({ workerId }) => workerId)).toEqual(["2"]);
  });

  it("B11: only to groups that hold the book", async () => {
    const cards = memoryCards();
    const bring = bringCards(cards.port);
    const ana = member("a", 1, membershipOf("a", 1, entry("1"), entry("2")));
    await bring({ ...destination, holdsBook: ({ workerId }) => workerId === "2" }, [ana]);
    expect(cards.cards().map(({ workerId }) => workerId)).toEqual(["2"]);
    await bring({ ...destination, holdsBook: () => false }, [ana]);
    expect(cards.cards()).toEqual([]);
  });

  it("B11: a card that somebody else writes at the same moment is looked at again", async () => {
    let raced = false;
    const ana = member("a", 1, membershipOf("a", 1, entry("1")));
    const cards = memoryCards(async () => {
      if (raced) return;
      raced = true;
      await bringCards(cards.port)(destination, [member("a", 2, membershipOf("a", 1, entry("1")), "Later")]);
    });
    await bringCards(cards.port)(destination, [ana]);
    expect(cards.cards().map(({ client }) => client.name)).toEqual(["Ana Later"]);
  });

  it("B11: whatever the order in which states arrive, the newest of each half stays", async () => {
    const revisions = fc.array(
      fc.record({ client: fc.integer({ min: 1, max: 4 }), member: fc.integer({ min: 1, max: 4 }) }),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    await fc.assert(
      fc.asyncProperty(revisions, async (states) => {
        const cards = memoryCards();
        const bring = bringCards(cards.port);
        for (const state of states) {
          const place = membershipOf("a", state.member, entry("1", { size: state.member }));
          await bring(destination, [member("a", state.client, place, `Name ${state.client}`)]);
        }
        const newest = {
          client: Math.max(...states.map(({ client }) => client)),
          member: Math.max(...states.map((state) => state.member)),
        };
        expect(cards.cards()).toMatchObject([
          { client: { name: `Ana Name ${newest.client}` }, member: { attributes: { size: newest.member } } },
        ]);
      }),
    );
  });
});
