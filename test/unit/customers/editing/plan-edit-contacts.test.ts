import { describe, expect, it } from "vitest";
import type { Customer } from "../../../../shared/customers/customer";
import { editCustomerRequest } from "../../../../shared/customers/editing/edit-request";
import { planEdit } from "../../../../shared/customers/editing/plan-edit";
import type { Features } from "../../../../shared/headquarters";
import { channel } from "../houston";
import { made, now, refusal } from "../new";

const pending = made({ firstName: "Ana", email: "ana@example.com", phone: "206 555 0100" });
const ana: Customer = { ...pending, accountNumber: "00-1" };
const [email, phone] = [ana.emails[0], ana.phones[0]];
const notAsked = { marketingConsent: "notAsked", consentAt: null, consentChannelId: null } as const;
const optedIn = { marketingConsent: "optedIn", consentAt: now, consentChannelId: "austin" } as const;

const planned = (request: object, customer: Customer = ana, where = channel()) =>
  planEdit(editCustomerRequest.parse(request), customer, where, { now, newId: () => "new" });
const edit = (payload: object) => ({ kind: "edit", payload });

describe("the contacts of a planned edit", () => {
  it("A6: a bare e-mail or phone takes the place of the primary one, as a new contact", () => {
    const created = { contactId: "new", primary: true, ...notAsked };
    expect(planned({ email: "a.b@Example.com" })).toEqual(
      edit({ emails: [{ address: "a.b@Example.com", ...created }] }),
    );
    expect(planned({ phone: "206 555 0101" })).toEqual(edit({ phones: [{ number: "+12065550101", ...created }] }));
  });

  it("A6: a bare null takes the only one away", () => {
    expect(planned({ email: null })).toEqual(edit({ emails: [] }));
    expect(planned({ phone: null })).toEqual(edit({ phones: [] }));
  });

  it("A6: a bare one leaves the secondary ones as they are", () => {
    const secondary = { contactId: "second", primary: false, ...optedIn };
    const reachable = {
      ...ana,
      emails: [...ana.emails, { address: "bo@example.com", ...secondary }],
      phones: [...ana.phones, { number: "+12065550109", ...secondary }],
    };
    expect(planned({ email: null, phone: null }, reachable)).toEqual(
      edit({
        emails: [{ address: "bo@example.com", ...secondary, primary: true }],
        phones: [{ number: "+12065550109", ...secondary, primary: true }],
      }),
    );
  });

  it("A6: lists replace the contacts; one that is named keeps its id, and a consent is given here and now", () => {
    const where = channel({ channelId: "austin" });
    const consent = { marketingConsent: "optedIn" };
    const request = {
      emails: [{ address: "new@example.com", contactId: email?.contactId }],
      phones: [{ number: "206.555.0100", ...consent }],
    };
    expect(planned(request, ana, where)).toEqual(
      edit({
        emails: [{ ...email, address: "new@example.com" }],
        phones: [{ ...phone, ...optedIn }],
      }),
    );
    expect(planned({ emails: [], phones: [] })).toEqual(edit({ emails: [], phones: [] }));
    expect(planned({ emails: [{ address: "ana@example.com", ...consent }] }, ana, where)).toEqual(
      edit({ emails: [{ ...email, ...optedIn }] }),
    );
  });

  it.each([
    ["030 1234567", "DE", "+49301234567"],
    ["555 0100", "US", "555 0100"],
  ])("A7: the phone %s is read in the channel's country, %s", (number, country, kept) => {
    const payload = edit({ phones: [{ number: kept, contactId: "new", primary: true, ...notAsked }] });
    expect(planned({ phone: number }, ana, channel({ country }))).toEqual(payload);
    expect(planned({ phones: [{ number }] }, ana, channel({ country }))).toEqual(payload);
  });

  it("A7: an e-mail that is only written otherwise stays the same contact, as it is written now", () => {
    expect(planned({ email: "Ana@Example.com" })).toEqual(edit({ emails: [{ ...email, address: "Ana@Example.com" }] }));
  });

  it.each([
    ["email", { email: "a@example.com", emails: [{ address: "a@example.com" }] }],
    ["email", { email: null, emails: [] }],
    ["phone", { phone: "206 555 0101", phones: [{ number: "206 555 0101" }] }],
    ["phone", { phone: null, phones: [] }],
  ])("A6: the bare %s together with the list is refused: %j", (name, request) => {
    expect(refusal(() => planned(request))).toMatchObject({
      kind: "invalid-request",
      errors: [{ pointer: `/${name}`, message: `Give ${name} or ${name}s, not both.` }],
    });
  });

  it("A6: a bare one of one kind and a list of the other go together", () => {
    const change = planned({ email: null, phones: [] });
    expect(change).toEqual(edit({ emails: [], phones: [] }));
  });

  it.each([
    ["/emails/0/contactId", { emails: [{ contactId: "x", address: "a@example.com" }] }],
    ["/phones/0/contactId", { phones: [{ contactId: "x", number: "206 555 0101" }] }],
  ])("A6: a contact that the customer has not is refused at %s", (pointer, request) => {
    expect(refusal(() => planned(request))).toMatchObject({ kind: "invalid-request", pointers: [pointer] });
  });
});

describe("the features that an edit needs", () => {
  const emails = [{ address: "ana@example.com" }, { address: "bo@example.com" }];
  const phones = [{ number: "206 555 0100" }, { number: "206 555 0101" }];
  const needed = (request: object, customer: Customer, features: Partial<Features> = {}) => {
    const refused = refusal(() => planned(request, customer, channel({ features })));
    return refused && [refused.kind, refused.message];
  };
  const disabled = (feature: string, what: string) => [
    "feature-disabled",
    `The feature ${feature} is needed for ${what}.`,
  ];
  const F1 = { multipleContacts: true };
  const F2 = { enhancedAsyncCustomers: true };

  it.each([{ emails }, { phones }])(
    "A6: several contacts need F1, and F2 while the customer is pending: %j",
    (several) => {
      const missingF1 = disabled("multipleContacts", "several e-mails or phones");
      expect(needed(several, ana)).toEqual(missingF1);
      expect(needed(several, ana, F2)).toEqual(missingF1);
      expect(needed(several, ana, F1)).toBeUndefined();
      expect(needed(several, pending, F2)).toEqual(missingF1);
      expect(needed(several, pending, F1)).toEqual(
        disabled("enhancedAsyncCustomers", "secondary contacts on an asynchronous customer"),
      );
      expect(needed(several, pending, { ...F1, ...F2 })).toBeUndefined();
    },
  );

  it("A6: one of each kind needs none, with its consent", () => {
    const consent = { marketingConsent: "optedOut" };
    const one = {
      emails: [{ address: "a@example.com", ...consent }],
      phones: [{ number: "206 555 0101", ...consent }],
    };
    expect(needed(one, ana)).toBeUndefined();
    expect(needed(one, pending)).toBeUndefined();
  });

  it("A6: several that are there need none while something else is changed, or but one is left", () => {
    const secondary = { address: "bo@example.com", contactId: "second", primary: false, ...notAsked };
    const several = [...ana.emails, secondary];
    for (const customer of [ana, pending]) {
      const reachable = { ...customer, emails: several };
      expect(needed({ lastName: "Reyes", emails }, reachable)).toBeUndefined();
      expect(needed({ emails: [{ address: "bo@example.com" }] }, reachable)).toBeUndefined();
    }
  });

  it("D4: a title needs F2 while the customer is pending; none, the same one, or later needs nothing", () => {
    const missingF2 = disabled("enhancedAsyncCustomers", "a title on an asynchronous customer");
    expect(needed({ title: "Dr." }, pending)).toEqual(missingF2);
    expect(needed({ title: "Dr." }, pending, F2)).toBeUndefined();
    expect(needed({ title: "Dr." }, ana)).toBeUndefined();
    const titled = { ...pending, title: "Dr." };
    expect(needed({ title: null }, titled)).toBeUndefined();
    expect(needed({ title: "Dr.", lastName: "Reyes" }, titled)).toBeUndefined();
    expect(needed({ lastName: "Reyes" }, pending)).toBeUndefined();
  });
});
