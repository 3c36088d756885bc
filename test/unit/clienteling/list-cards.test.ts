import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cardViews, listCards } from "../../../shared/clienteling";
import { type Card, cardOf } from "../../../shared/clienteling/cards/card";
import type { AttributeValues } from "../../../shared/clienteling/membership";
import { channel } from "../customers/houston";
import { entry, member, membershipOf } from "./members";

const attribute = (label: string, type: "list" | "decimal" | "date" | "boolean" | "text") => ({
  ...{ label, type, mandatory: false, refinable: true },
  ...(type === "list" ? { values: ["Fabrikam", "Contoso"] } : {}),
});
const where = {
  ...channel(),
  products: {
    attributes: {
      brand: attribute("Brand", "list"),
      ring: attribute("Ring size", "decimal"),
      married: attribute("Anniversary", "date"),
      vip: attribute("VIP", "boolean"),
      "shoe.from": attribute("Where shoes come from", "text"),
      secret: { ...attribute("Secret", "text"), refinable: false },
    },
    customerAttributes: ["vip", "shoe.from"],
    clientBookAttributes: ["brand", "ring", "married", "secret"],
  },
  catalog: { refinable: ["brand", "ring", "married", "vip", "shoe.from"], clientBookDisplayOrder: { brand: 1 } },
};

let count = 0;
function cardWith(kept: AttributeValues, own: AttributeValues = {}, name = "Bowman"): Card {
  count += 1;
  const membership = membershipOf(`id-${count}`, 1, entry("1", kept));
  const known = member(`id-${count}`, 1, membership, name);
  const customer = { ...known.customer, attributes: own };
  return cardOf({ ...known, customer }, membership, entry("1", kept), "default");
}

const list = listCards({
  cardViews: cardViews(async () => new Map()),
  now: () => new Date("2026-12-30T18:00:00Z"),
});
type Attributes = Readonly<Record<string, string | readonly string[]>>;
const listed = (cards: readonly Card[], attributes: Attributes, q?: string) =>
  list(where, cards, { top: 200, attributes, q });
const idsOf = async (cards: readonly Card[], attributes: Attributes, q?: string) =>
  (await listed(cards, attributes, q)).items.map(({ customerId }) => customerId);
const ids = (...cards: readonly Card[]) => cards.map(({ customerId }) => customerId).sort();

describe("filters of client books", () => {
  const fabrikam = cardWith({ brand: "Fabrikam", ring: 50, married: "1999-01-02" }, { vip: true }, "Alpha");
  const contoso = cardWith({ brand: "Contoso", ring: 60, married: "2010-12-30" }, { vip: false }, "Beta");
  const neither = cardWith({ married: "2012-06-01" }, { "shoe.from": "Italy" }, "Gamma");
  const cards = [fabrikam, contoso, neither];

  it("B7: of several texts one has to match, with every word of it", async () => {
    const q = ["ana alpha", "ana beta", "alpha beta"];
    expect(
      (await list(where, cards, { top: 200, attributes: {}, q })).items.map(({ customerId }) => customerId).sort(),
    ).toEqual(ids(fabrikam, contoso));
  });

  it.each<[Attributes, Card[]]>([
    [{ "attr.brand": "Fabrikam" }, [fabrikam]],
    [{ "attr.brand": ["Fabrikam", "Contoso"] }, [fabrikam, contoso]],
    [{ "attr.vip": "false" }, [contoso]],
    [{ "attr.ring": "60" }, [contoso]],
    [{ "attr.ring.from": "50" }, [fabrikam, contoso]],
    [{ "attr.ring.from": "50.5", "attr.ring.to": "60" }, [contoso]],
    [{ "attr.married.from": "2010-12-30", "attr.married.to": "2012-05-31" }, [contoso]],
    [{ "attr.married.withinDays": "0" }, [contoso]],
    [{ "attr.married.withinDays": "3" }, [fabrikam, contoso]],
    [{ "attr.married.withinDays": "3", "attr.brand": "Fabrikam" }, [fabrikam]],
    [{ "attr.shoe.from": "Italy" }, [neither]],
  ])("B7: %j", async (attributes, expected) => {
    expect((await idsOf(cards, attributes)).sort()).toEqual(ids(...expected));
  });

  it("B7: words of the name must all match", async () => {
    expect(await idsOf(cards, {}, "alp")).toEqual([fabrikam.customerId]);
    expect(await idsOf(cards, {}, "ana alp")).toEqual([fabrikam.customerId]);
    expect(await idsOf(cards, {}, "ana nobody")).toEqual([]);
  });

  it("B7: counts follow the filters of the others, not the own one", async () => {
    const { facets } = await listed(cards, { "attr.brand": "Fabrikam" });
    const valuesOf = (name: string) => facets.find((facet) => facet.name === name)?.values;
    expect(facets.map(({ name }) => name)).toEqual(["brand", "ring", "married", "vip", "shoe.from"]);
    expect(valuesOf("brand")).toEqual([
      { value: "Contoso", count: 1 },
      { value: "Fabrikam", count: 1 },
    ]);
    expect(valuesOf("vip")).toEqual([{ value: true, count: 1 }]);
    expect(valuesOf("shoe.from")).toEqual([]);
  });

  it("B7: every fault is named at once", async () => {
    const attributes = {
      "attr.secret": "x",
      "attr.none": "x",
      "attr.vip": "maybe",
      "attr.ring": "big",
      "attr.brand.from": "A",
      "attr.ring.withinDays": "3",
      "attr.married": "2026-02-30",
      "attr.married.withinDays": "400",
      "attr.married.from": ["2026-01-01", "2026-01-02"],
    };
    const refused = await listed(cards, attributes).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      kind: "invalid-request",
      details: { errors: Object.keys(attributes).map((name) => ({ pointer: `query/${name}` })) },
    });
  });

  it("B7: what is wrong is said in words", async () => {
    const messagesOf = async (attributes: Attributes): Promise<string[]> => {
      const { details } = await listed(cards, attributes).catch((error) => error);
      return details.errors.map(({ message }: { message: string }) => message);
    };
    expect(
      await messagesOf({
        "attr.none": "x",
        "attr.secret.from": "x",
        "attr.brand.from": "A",
        "attr.ring.withinDays": "3",
        "attr.married.withinDays": "367",
        "attr.married.to": ["2026-01-01", "2026-01-02"],
      }),
    ).toEqual([
      "There is no refinable attribute none.",
      "There is no refinable attribute secret.",
      "Only numbers and dates have a range.",
      "Only a date has days to come.",
      "A whole number of days from 0 to 366 is expected.",
      "This is given once.",
    ]);
    const accepted = { "attr.married.withinDays": "366", "attr.ring": "50.5", "attr.brand": undefined as never };
    expect(await idsOf(cards, accepted)).toEqual([]);
  });

  it("B7: negative and broken numbers are numbers, and texts that look like them are texts", async () => {
    const below = cardWith({ ring: -2.5 }, { "shoe.from": "12" });
    expect(await idsOf([below, fabrikam], { "attr.ring.to": "-2.5" })).toEqual([below.customerId]);
    expect(await idsOf([below, fabrikam], { "attr.shoe.from": "12" })).toEqual([below.customerId]);
    expect(await idsOf(cards, { "attr.vip": "true" })).toEqual([fabrikam.customerId]);
    for (const ring of ["5.", "5x", "x5"]) await expect(idsOf(cards, { "attr.ring": ring })).rejects.toThrow();
  });

  it("B7: a range holds both its ends, and a card without a value is in none", async () => {
    expect((await idsOf(cards, { "attr.ring.from": "50", "attr.ring.to": "60" })).sort()).toEqual(
      ids(fabrikam, contoso),
    );
    expect(await idsOf(cards, { "attr.ring.from": "50.1", "attr.ring.to": "59.9" })).toEqual([]);
  });

  it("B7: the value that is kept in the book counts before the customer's own", async () => {
    const both = cardWith({ brand: "Contoso" }, { brand: "Fabrikam" });
    expect(await idsOf([both], { "attr.brand": "Contoso" })).toEqual([both.customerId]);
    expect(await idsOf([both], { "attr.brand": "Fabrikam" })).toEqual([]);
  });

  it("B7: counts name the hundred most frequent values, and follow the words that are sought", async () => {
    const many = Array.from({ length: 101 }, (_, index) => cardWith({ ring: index }));
    const { facets } = await listed([...many, cardWith({ ring: 100 })], {});
    const { label, values } = facets.find(({ name }) => name === "ring") ?? { values: [] };
    expect(label).toBe("Ring size");
    expect(values).toHaveLength(100);
    expect(values.slice(0, 3)).toEqual([
      { value: 100, count: 2 },
      { value: 0, count: 1 },
      { value: 1, count: 1 },
    ]);
    const sought = await listed(cards, {}, "alpha");
    expect(sought.facets.find(({ name }) => name === "brand")?.values).toEqual([{ value: "Fabrikam", count: 1 }]);
  });

  it("B7: a filter takes away just the cards that do not fit, and counts say how many would stay", async () => {
    const values = fc.record(
      { brand: fc.constantFrom("Fabrikam", "Contoso"), ring: fc.integer({ min: 1, max: 3 }) },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(values, { maxLength: 20 }), fc.integer({ min: 1, max: 3 }), async (kept, ring) => {
        const some = kept.map((attributes) => cardWith(attributes as AttributeValues));
        const { items, facets } = await listed(some, { "attr.ring": String(ring) });
        const fitting = some.filter(({ member: place }) => place.attributes["ring"] === ring);
        expect(items.map(({ customerId }) => customerId).sort()).toEqual(ids(...fitting));
        for (const { value, count } of facets.find(({ name }) => name === "brand")?.values ?? []) {
          const both = await listed(some, { "attr.ring": String(ring), "attr.brand": String(value) });
          expect(both.items).toHaveLength(count);
        }
      }),
    );
  });
});
