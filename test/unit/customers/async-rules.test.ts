import { describe, expect, it } from "vitest";
import { asChannelMayHave, requireFeatures } from "../../../shared/customers/creation/async-rules";
import type { CreateCustomerRequest } from "../../../shared/customers/creation/create-request";
import { prefilledForm } from "../../../shared/customers/creation/inherited";
import { channel, noFeatures } from "./houston";
import { made, refusal } from "./new";

const several = { ...noFeatures, multipleContacts: true };
const enhanced = { ...several, enhancedAsyncCustomers: true };
const twoEmails: CreateCustomerRequest = { email: "a@example.com", emails: [{ address: "b@example.com" }] };
const twoPhones: CreateCustomerRequest = { phones: [{ number: "206 555 0100" }, { number: "206 555 0101" }] };

describe("features that a new customer needs", () => {
  it.each([[twoEmails], [twoPhones]])("A6: more than one contact needs multipleContacts: %j", (request) => {
    const refused = refusal(() => requireFeatures(request, channel(), false));
    expect(refused).toMatchObject({ kind: "feature-disabled", message: expect.stringContaining("multipleContacts") });
    expect(refusal(() => requireFeatures(request, channel({ features: several }), false))).toBeUndefined();
  });

  it("A6: what is given twice is one contact, and needs no feature", () => {
    const request: CreateCustomerRequest = {
      email: "a@example.com",
      emails: [{ address: "A@Example.com" }],
      phone: "(206) 555-0100",
      phones: [{ number: "+1 206 555 0100" }],
    };
    expect(refusal(() => requireFeatures(request, channel(), true))).toBeUndefined();
  });

  it("A6: consent on a single contact needs no feature", () => {
    const request: CreateCustomerRequest = { emails: [{ address: "a@example.com", marketingConsent: "optedIn" }] };
    expect(refusal(() => requireFeatures(request, channel(), false))).toBeUndefined();
    expect(refusal(() => requireFeatures(request, channel({ features: several }), true))).toBeUndefined();
  });

  it.each<[CreateCustomerRequest]>([[{ affiliations: ["vip"] }], [{ title: "Dr." }], [twoEmails], [twoPhones]])(
    "D4: an asynchronous customer has %j only with enhancedAsyncCustomers",
    (request) => {
      const refused = refusal(() => requireFeatures(request, channel({ features: several }), true));
      expect(refused?.message).toContain("enhancedAsyncCustomers");
      expect(refusal(() => requireFeatures(request, channel({ features: enhanced }), true))).toBeUndefined();
    },
  );

  it("D4: an empty list names no affiliations", () => {
    expect(refusal(() => requireFeatures({ affiliations: [] }, channel(), true))).toBeUndefined();
  });

  it("D4: without the feature the channel shows none of it, with it all", () => {
    const customer = made({ firstName: "Ana", title: "Dr.", ...twoEmails, ...twoPhones });
    const shown = asChannelMayHave(customer, noFeatures);
    expect(shown).toMatchObject({ title: null, affiliations: [], firstName: "Ana" });
    expect([shown.emails.length, shown.phones.length]).toEqual([1, 1]);
    expect(asChannelMayHave(customer, enhanced)).toEqual(customer);
  });

  it("D5: the prefilled form shows what a customer of this channel would inherit", () => {
    expect(prefilledForm(channel()).affiliations).toEqual(["loyal-shopper"]);
    expect(prefilledForm(channel({ async: true })).affiliations).toEqual([]);
    const features = { enhancedAsyncCustomers: true };
    expect(prefilledForm(channel({ async: true, features })).affiliations).toEqual(["loyal-shopper"]);
    expect(prefilledForm(channel(), "organization")).toMatchObject({
      customerType: "organization",
      financialDimensions: { CostCenter: "007" },
    });
  });
});
