import { describe, expect, it } from "vitest";
import { editedContacts, type GivenContact } from "../../../shared/customers/editing/edited-contacts";
import type { InputFault } from "../../../shared/failure";

const current = [
  { contactId: "first", value: "ana@example.com", primary: true },
  { contactId: "second", value: "bo@example.com", primary: false },
].map((contact) => ({ ...contact, marketingConsent: "notAsked" as const, consentAt: null, consentChannelId: null }));

function edited(given: readonly GivenContact[]) {
  const faults: InputFault[] = [];
  let made = 0;
  const newId = () => {
    made += 1;
    return `new-${made}`;
  };
  const context = { channelId: "houston", country: "US", now: "2026-03-01T00:00:00.000Z", newId };
  const contacts = editedContacts(given, current, "/emails", context, faults);
  return { ids: contacts.map(({ contactId }) => contactId), faults };
}

describe("the contacts of an edit", () => {
  it("A6: one that is given by its id or its value keeps its id", () => {
    expect(edited([{ value: "BO@example.com" }, { contactId: "first", value: "new@example.com" }])).toEqual({
      ids: ["second", "first"],
      faults: [],
    });
  });

  it("A6: no two have one id, however often a value is given", () => {
    expect(edited([{ value: "ana@example.com" }, { value: "ANA@example.com" }]).ids).toEqual(["first", "new-1"]);
    const moved = edited([{ value: "ana@example.com" }, { contactId: "first", value: "new@example.com" }]);
    expect(moved).toEqual({ ids: ["new-1", "first"], faults: [] });
  });

  it("A6: an id that is given twice is refused, each time", () => {
    const twice = [
      { contactId: "first", value: "a@example.com" },
      { contactId: "first", value: "b@example.com" },
    ];
    expect(edited(twice).faults.map(({ pointer }) => pointer)).toEqual(["/emails/0/contactId", "/emails/1/contactId"]);
    expect(edited([{ contactId: "third", value: "a@example.com" }]).faults).toMatchObject([
      { pointer: "/emails/0/contactId", message: "The customer has no such contact." },
    ]);
  });
});
