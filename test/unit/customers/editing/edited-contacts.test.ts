import { describe, expect, it } from "vitest";
import {
  type Contact,
  editedContacts,
  type GivenContact,
  withPrimary,
} from "../../../../shared/customers/editing/edited-contacts";
import type { InputFault } from "../../../../shared/failure";

const now = "2026-03-01T00:00:00.000Z";
const before = "2025-01-01T00:00:00.000Z";
const notAsked = { marketingConsent: "notAsked", consentAt: null, consentChannelId: null } as const;
const agreed = { marketingConsent: "optedIn", consentAt: before, consentChannelId: "boston" } as const;
const first: Contact = { contactId: "first", value: "ana@example.com", primary: true, ...notAsked };
const second: Contact = { contactId: "second", value: "bo@example.com", primary: false, ...agreed };
const current = [first, second];

function edited(given: readonly GivenContact[], held: readonly Contact[] = current) {
  const faults: InputFault[] = [];
  let made = 0;
  const newId = () => {
    made += 1;
    return `new-${made}`;
  };
  const context = { channelId: "houston", country: "US", now, newId };
  const contacts = editedContacts(given, held, "/emails", context, faults);
  return { contacts, ids: contacts.map(({ contactId }) => contactId), faults };
}

const primaries = (given: readonly GivenContact[], held?: readonly Contact[]) =>
  edited(given, held).contacts.map(({ primary }) => primary);

describe("the contacts of an edit", () => {
  it("A6: are those given instead of those that are there, as they are written", () => {
    const { contacts } = edited([{ value: "BO@example.com" }]);
    expect(contacts).toEqual([{ ...second, value: "BO@example.com", primary: true }]);
    expect(edited([]).contacts).toEqual([]);
  });

  it("A6: one that is given by its id or its value keeps its id", () => {
    expect(edited([{ value: "BO@example.com" }, { contactId: "first", value: "new@example.com" }])).toMatchObject({
      ids: ["second", "first"],
      faults: [],
    });
  });

  it("A6: no two have one id, whoever takes over its value", () => {
    const moved = edited([{ value: "ana@example.com" }, { contactId: "first", value: "new@example.com" }]);
    expect(moved).toMatchObject({ ids: ["new-1", "first"], faults: [] });
  });

  it("A6: a value that is given several times is one contact, the first, and primary if it is so anywhere", () => {
    const again = [
      { value: "zoe@example.com" },
      { value: "ana@example.com", marketingConsent: "optedIn" as const },
      { value: "ANA@example.com", marketingConsent: "optedOut" as const, contactId: "first", primary: true },
    ];
    const { contacts, faults } = edited(again);
    const given = { contactId: "first", value: "ana@example.com", primary: true, marketingConsent: "optedIn" };
    expect(contacts).toMatchObject([{ contactId: "new-1", primary: false }, given]);
    expect(faults).toEqual([]);
  });

  it("A6: a fault is named at the place where it was given, also behind one that is there twice", () => {
    const again = [{ value: "a@example.com" }, { value: "A@example.com" }, { contactId: "no", value: "b@example.com" }];
    expect(edited(again).faults).toMatchObject([{ pointer: "/emails/2/contactId" }]);
  });

  it("A6: an id that is given twice is refused, each time; others beside it are not", () => {
    const twice = [
      { contactId: "first", value: "a@example.com" },
      { contactId: "second", value: "bo@example.com" },
      { contactId: "first", value: "b@example.com" },
    ];
    const message = "This contact is given twice.";
    expect(edited(twice).faults).toEqual([
      { pointer: "/emails/0/contactId", message },
      { pointer: "/emails/2/contactId", message },
    ]);
  });

  it("A6: an id that the customer has not is refused, also when its value is known", () => {
    const fault = { pointer: "/emails/0/contactId", message: "The customer has no such contact." };
    expect(edited([{ contactId: "third", value: "ana@example.com" }]).faults).toEqual([fault]);
  });
});

describe("the consent of a contact", () => {
  const consents = (given: GivenContact) => {
    const [contact] = edited([given]).contacts;
    return [contact?.marketingConsent, contact?.consentAt, contact?.consentChannelId];
  };
  const kept = ["optedIn", before, "boston"];

  it.each<[string, GivenContact, unknown[]]>([
    ["stays when nothing is said", { value: "bo@example.com" }, kept],
    ["stays, with its time, when the same is said", { value: "bo@example.com", marketingConsent: "optedIn" }, kept],
    ["changes here and now", { value: "bo@example.com", marketingConsent: "optedOut" }, ["optedOut", now, "houston"]],
    ["can be taken back", { value: "bo@example.com", marketingConsent: "notAsked" }, ["notAsked", null, null]],
    ["does not go over to another value", { contactId: "second", value: "b@example.com" }, ["notAsked", null, null]],
    [
      "to another value is given anew",
      { contactId: "second", value: "b@example.com", marketingConsent: "optedIn" },
      ["optedIn", now, "houston"],
    ],
    ["of a new one is not asked", { value: "new@example.com" }, ["notAsked", null, null]],
    [
      "of a new one is given here and now",
      { value: "new@example.com", marketingConsent: "optedIn" },
      ["optedIn", now, "houston"],
    ],
  ])("A6: %s", (_, given, consent) => {
    expect(consents(given)).toEqual(consent);
  });
});

describe("the primary contact", () => {
  const ana = { value: "ana@example.com" };
  const bo = { value: "bo@example.com" };
  const other = { value: "new@example.com" };

  it("is the one that is said to be, also against the one that was", () => {
    expect(primaries([ana, { ...bo, primary: true }])).toEqual([false, true]);
    expect(primaries([ana, bo, { ...other, primary: true }])).toEqual([false, false, true]);
    expect(primaries([{ ...bo, primary: true }, ana])).toEqual([true, false]);
  });

  it("is else the one that was, wherever it stands", () => {
    expect(primaries([bo, ana])).toEqual([false, true]);
    expect(primaries([other, bo, { contactId: "first", value: "a@example.com" }])).toEqual([false, false, true]);
  });

  it("is else the first: when the one that was is gone, is not to be any more, or none was", () => {
    expect(primaries([other, bo])).toEqual([true, false]);
    expect(primaries([bo, { ...ana, primary: false }])).toEqual([true, false]);
    expect(primaries([other, bo], [])).toEqual([true, false]);
    expect(primaries([ana, bo], [{ ...first, primary: false }, second])).toEqual([true, false]);
  });

  it("is one alone: two are refused", () => {
    const two = [
      { ...ana, primary: true },
      { ...bo, primary: true },
    ];
    expect(edited(two).faults).toEqual([{ pointer: "/emails", message: "Only one can be primary." }]);
    expect(edited([ana, { ...bo, primary: true }]).faults).toEqual([]);
  });
});

describe("a bare e-mail or phone", () => {
  it("takes the place of the primary contact; the others stay as they are", () => {
    expect(withPrimary("new@example.com", current)).toEqual([
      { value: "new@example.com", primary: true },
      { contactId: "second", value: "bo@example.com" },
    ]);
    expect(withPrimary("new@example.com", [])).toEqual([{ value: "new@example.com", primary: true }]);
  });

  it("A7: that another contact has makes that one the primary, however it is written", () => {
    const given = withPrimary("BO@example.com", current);
    expect(given).toEqual([{ value: "BO@example.com", primary: true }]);
    expect(edited(given).contacts).toEqual([{ ...second, value: "BO@example.com", primary: true }]);
  });

  it("that is null takes the primary contact away; the first of the others follows it", () => {
    const given = withPrimary(null, current);
    expect(given).toEqual([{ contactId: "second", value: "bo@example.com" }]);
    expect(edited(given).contacts).toEqual([{ ...second, primary: true }]);
  });
});
