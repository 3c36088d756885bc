import { describe, expect, it } from "vitest";
import { cardOf } from "../../../shared/clienteling/cards/card";
import { attributeSlots, viewOfCard } from "../../../shared/clienteling/listing/card-view";
import { cardViews } from "../../../shared/clienteling/listing/card-views";
import type { MeasuresAnswer } from "../../../shared/customer-insights";
import { insights } from "../customer-insights/insights";
import { channel } from "../customers/houston";
import { entry, member, membershipOf } from "./members";

const attribute = (label: string) => ({ label, type: "text" as const, mandatory: false, refinable: false });
const where = {
  ...channel(),
  products: {
    attributes: { brand: attribute("Brand"), ring: attribute("Ring size"), shade: attribute("Shade") },
    customerAttributes: [],
    clientBookAttributes: ["shade", "ring", "brand"],
  },
  catalog: { refinable: [], clientBookDisplayOrder: { brand: 1, ring: 2, shade: 3 } },
};

describe("the slots of a card", () => {
  it("B5: client-book attributes by ascending display order; one without a value takes none", () => {
    const values = { shade: "red", brand: "Fabrikam" };
    expect(attributeSlots(values, where)).toEqual([
      { kind: "attribute", name: "brand", label: "Brand", value: "Fabrikam" },
      { kind: "attribute", name: "shade", label: "Shade", value: "red" },
    ]);
  });

  it("B6: an attribute that no longer belongs to client books is not shown", () => {
    expect(attributeSlots({ gone: "x" }, where)).toEqual([]);
  });
});

const measures = [
  { name: "LifetimeValue", label: "Lifetime value" },
  { name: "Churn", label: "Churn" },
];
const measured = { ...where, global: { ...where.global, customerInsights: { ...insights, measures } } };

const contact = {
  contactId: "c",
  primary: true,
  marketingConsent: "notAsked",
  consentAt: null,
  consentChannelId: null,
} as const;

function cardWith(attributes: Readonly<Record<string, string>>, accountNumber: string | null = "00-1") {
  const place = entry("1", attributes);
  const membership = membershipOf("id-1", 1, place);
  const known = member("id-1", 1, membership);
  const customer = {
    ...known.customer,
    accountNumber,
    emails: [
      { ...contact, address: "second@example.com", primary: false },
      { ...contact, address: "first@example.com" },
    ],
    phones: [{ ...contact, number: "+12065550100" }],
  };
  return cardOf({ ...known, customer }, membership, place, "default");
}
describe("a card as the API shows it", () => {
  const kept = { brand: "Fabrikam", ring: "50", shade: "red" };

  it("B5: the primary e-mail and phone, and whose client it is", () => {
    expect(viewOfCard(cardWith({}), where, undefined)).toEqual({
      customerId: "id-1",
      accountNumber: "00-1",
      accountNumberDisplay: "00-1",
      name: "Ana Bowman",
      email: "first@example.com",
      phone: "+12065550100",
      worker: "1",
      insights: "off",
      slots: [],
    });
  });

  it("B5: measures in the order of the settings, then attributes, three in all", () => {
    const { slots, insights: state } = viewOfCard(cardWith(kept), measured, { Churn: 0, LifetimeValue: 12.5 });
    expect(state).toBe("ok");
    expect(slots).toEqual([
      { kind: "measure", name: "LifetimeValue", label: "Lifetime value", value: 12.5 },
      { kind: "measure", name: "Churn", label: "Churn", value: 0 },
      { kind: "attribute", name: "brand", label: "Brand", value: "Fabrikam" },
    ]);
  });

  it("B5: a measure that the customer lacks takes no slot", () => {
    const { slots } = viewOfCard(cardWith(kept), measured, { Churn: 0.5 });
    expect(slots.map(({ name }) => name)).toEqual(["Churn", "brand", "ring"]);
  });

  it("B5: attributes of one display order, or of none, go by name", () => {
    const unordered = { ...where, catalog: { refinable: [], clientBookDisplayOrder: { shade: 1 } } };
    expect(attributeSlots(kept, unordered).map(({ name }) => name)).toEqual(["shade", "brand", "ring"]);
  });

  it("B5: an attribute whose definition is gone is called by its name", () => {
    const undefinedOne = { ...where, products: { ...where.products, attributes: {} } };
    expect(attributeSlots({ brand: "Fabrikam" }, undefinedOne)).toMatchObject([{ label: "brand" }]);
  });

  it.each<[string, MeasuresAnswer | undefined, string | null]>([
    ["ok", {}, "00-1"],
    ["unknownCustomer", "unknownCustomer", "00-1"],
    ["unavailable", "unavailable", "00-1"],
    ["unavailable", undefined, "00-1"],
    ["pendingSync", undefined, null],
  ])("I5: without measures it says why: %s", (state, answer, accountNumber) => {
    const view = viewOfCard(cardWith(kept, accountNumber), measured, answer);
    expect(view.insights).toBe(state);
    expect(view.accountNumberDisplay).toBe(accountNumber ?? "Pending sync");
    expect(view.slots.map(({ kind }) => kind)).toEqual(["attribute", "attribute", "attribute"]);
  });

  it("I5: Customer Insights is asked once for each account number, and not for pending customers or while it is off", async () => {
    const asked: (readonly string[])[] = [];
    const views = cardViews(async (_, accountNumbers) => {
      asked.push(accountNumbers);
      return new Map([["00-1", { Churn: 1 }]]);
    });
    const [first, pending, second] = await views(measured, [cardWith({}), cardWith({}, null), cardWith({})]);
    expect([first, pending, second].map((view) => view?.insights)).toEqual(["ok", "pendingSync", "ok"]);
    await views(measured, [cardWith({}, null)]);
    await views(where, [cardWith({})]);
    expect(asked).toEqual([["00-1"]]);
  });
});
