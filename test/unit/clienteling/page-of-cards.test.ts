import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Card, cardOf } from "../../../shared/clienteling/cards/card";
import { type PageOfCards, pageOfCards } from "../../../shared/clienteling/listing/page-of-cards";
import { entry, member, membershipOf } from "./members";

const cardNamed = (lastName: string, index: number): Card => {
  const membership = membershipOf(`id-${index}`, 1, entry("1"));
  return cardOf(member(`id-${index}`, 1, membership, lastName), membership, entry("1"), "default");
};

describe("pages of cards", () => {
  it("show every card once, by name", () => {
    const names = fc.array(fc.stringMatching(/^[a-c]{1,2}$/), { maxLength: 12 });
    fc.assert(
      fc.property(names, fc.integer({ min: 1, max: 5 }), (lastNames, top) => {
        const cards = lastNames.map(cardNamed);
        const shown: Card[] = [];
        let page: PageOfCards = { cards: [], continuationToken: null };
        do {
          page = pageOfCards(cards, { top, continuationToken: page.continuationToken ?? undefined });
          expect(page.cards.length).toBeLessThanOrEqual(top);
          shown.push(...page.cards);
        } while (page.continuationToken !== null);
        const namesShown = shown.map(({ client }) => client.name);
        expect(namesShown).toEqual([...namesShown].sort((a, b) => (a < b ? -1 : 1)));
        expect(new Set(shown)).toEqual(new Set(cards));
        expect(shown).toHaveLength(cards.length);
      }),
    );
  });

  it("a card that goes between two pages moves no other", () => {
    const cards = ["a", "b", "c", "d"].map(cardNamed);
    const first = pageOfCards(cards, { top: 2 });
    const second = pageOfCards(cards.slice(2), { top: 2, continuationToken: first.continuationToken ?? undefined });
    expect(second.cards.map(({ client }) => client.name)).toEqual(["Ana c", "Ana d"]);
  });

  it("namesakes go by their id, and the case of names does not matter", () => {
    const cards = [cardNamed("b", 2), cardNamed("B", 1), cardNamed("A", 3)];
    const { cards: shown, continuationToken } = pageOfCards(cards, { top: 3 });
    expect(shown.map(({ customerId }) => customerId)).toEqual(["id-3", "id-1", "id-2"]);
    expect(continuationToken).toBeNull();
  });

  it.each(["no token", Buffer.from('["a"]').toString("base64url"), Buffer.from("{").toString("base64url")])(
    "a token of another list is refused: %s",
    (continuationToken) => {
      expect(() => pageOfCards([], { top: 1, continuationToken })).toThrow(
        expect.objectContaining({
          kind: "invalid-request",
          details: {
            errors: [{ pointer: "query/continuationToken", message: "This is no continuation token of this list." }],
          },
        }),
      );
    },
  );
});
