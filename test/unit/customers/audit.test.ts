import { describe, expect, it } from "vitest";
import { changedFields, createdEntry } from "../../../shared/customers/audit";
import type { Customer } from "../../../shared/customers/customer";
import { made, now } from "./new";

const ana: Customer = { ...made({ firstName: "Ana", lastName: "Bowman", email: "ana@example.com" }) };
const removed = {
  ...{ addressId: "a", purpose: "home" as const, primary: false, name: "Ana Bowman", phone: null, country: "US" },
  ...{ street: null, city: null, state: null, postalCode: null, removedAt: now },
};
const changed = (change: Partial<Customer>) => changedFields(ana, { ...ana, ...change });

describe("the fields of a change", () => {
  it("P2: are those that differ, by name alone", () => {
    expect(changed({ lastName: "Reyes", attributes: { "shoe-size": 39 } })).toEqual(["lastName", "attributes"]);
    expect(changedFields({ ...ana, title: "Dr." }, ana)).toEqual(["title"]);
  });

  it("P2: are none when all values are equal, however deep", () => {
    expect(changedFields(ana, structuredClone(ana))).toEqual([]);
  });

  it("P2: differ deep inside too: the consent of one e-mail", () => {
    const emails = ana.emails.map((email) => ({ ...email, marketingConsent: "optedIn" as const }));
    expect(changed({ emails })).toEqual(["emails"]);
  });

  it.each<[Partial<Customer>]>([
    [{ modifiedAt: "2026-04-01T00:00:00.000Z" }],
    [{ name: "Ana Reyes" }],
    [{ removedAddresses: [removed] }],
    [{ formerReferences: ["R1"] }],
  ])("P2: what every write sets, or follows from others, is not named: %j", (change) => {
    expect(changed(change)).toEqual([]);
    expect(changed({ ...change, lastName: "Reyes" })).toEqual(["lastName"]);
  });
});

describe("the entry of a new customer", () => {
  const by = { actor: "worker:000160", at: "2026-03-01T09:00:05.000Z" };

  it("P2: says who, when, from which channel, and that it was created", () => {
    const { fields: _, ...entry } = createdEntry(ana, by);
    expect(entry).toEqual({
      ...by,
      entryId: "create",
      customerId: ana.customerId,
      channelId: "houston",
      action: "created",
    });
  });

  it("P2: names the fields that were given or inherited, not those that are empty", () => {
    const { fields } = createdEntry(ana, by);
    expect(fields).toEqual(
      expect.arrayContaining(["firstName", "lastName", "emails", "currency", "affiliations", "financialDimensions"]),
    );
    const empty = ["title", "phones", "addresses", "attributes", "loyaltyCards", "erasedAt", "accountNumber"];
    expect(fields.filter((field) => empty.includes(field))).toEqual([]);
  });

  it("P2: names none that follow from others, and no value", () => {
    const full = { ...ana, removedAddresses: [removed], formerReferences: ["R1"] };
    const { fields } = createdEntry(full, by);
    const silent = ["name", "modifiedAt", "removedAddresses", "formerReferences"];
    expect(fields.filter((field) => silent.includes(field))).toEqual([]);
    expect(JSON.stringify(createdEntry(full, by))).not.toMatch(/Bowman|ana@example/);
  });
});
