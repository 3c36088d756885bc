import { describe, expect, it } from "vitest";
import type { Customer } from "../../../../shared/customers/customer";
import { editCustomerRequest } from "../../../../shared/customers/editing/edit-request";
import { planEdit } from "../../../../shared/customers/editing/plan-edit";
import { channel } from "../houston";
import { made, now, refusal } from "../new";

const attributes = { birthday: "1990-05-04", "shoe-size": 39 };
const contacts = { email: "ana@example.com", phone: "206 555 0100" };
const ana: Customer = {
  ...made({ firstName: "Ana", lastName: "Bowman", ...contacts, attributes }),
  accountNumber: "00-1",
};
const fabrikam = { ...made({ customerType: "organization", organizationName: "Fabrikam" }), accountNumber: "00-2" };

const planned = (request: object, customer: Customer = ana, where = channel()) =>
  planEdit(editCustomerRequest.parse(request), customer, where, { now, newId: () => "new" });
const edit = (payload: object) => ({ kind: "edit", payload });

describe("what an edit changes", () => {
  it("E1: is what it gives that differs, and nothing else", () => {
    const request = { firstName: "Ana", lastName: "Reyes", title: null, middleName: "Maria", language: "es-MX" };
    expect(planned(request)).toEqual(edit({ lastName: "Reyes", middleName: "Maria", language: "es-MX" }));
  });

  it("E1: null takes a value away", () => {
    expect(planned({ firstName: null })).toEqual(edit({ firstName: null }));
    expect(planned({ receiptEmail: null }, { ...ana, receiptEmail: "ana@example.com" })).toEqual(
      edit({ receiptEmail: null }),
    );
  });

  it.each<object>([
    {},
    { firstName: "Ana" },
    { title: null },
    { customerType: "person" },
    { email: "ana@example.com" },
    { emails: [{ address: "ana@example.com" }] },
    { phone: "(206) 555-0100" },
    { phones: [{ number: "(206) 555-0100", primary: true, marketingConsent: "notAsked" }] },
    { customerGroup: "30" },
    { attributes: {} },
    { attributes: { birthday: "1990-05-04", "newsletter-topic": null } },
    { attributes: { constructor: null } },
  ])("E1: is nothing when the customer has it all: %j", (request) => {
    expect(planned(request)).toBeUndefined();
  });

  it("E1: is nothing for what has no value: it stays, the type too", () => {
    const none = { customerType: undefined, title: undefined, emails: undefined, attributes: undefined };
    expect(planEdit(none, fabrikam, channel(), { now, newId: () => "new" })).toBeUndefined();
  });
});

describe("the name after an edit", () => {
  it.each<[object, Customer, string]>([
    [{ firstName: null, lastName: null }, ana, "/lastName"],
    [{ firstName: null, lastName: null, middleName: "Maria" }, ana, "/lastName"],
    [{ customerType: "organization" }, ana, "/organizationName"],
    [{ organizationName: null }, fabrikam, "/organizationName"],
    [{ organizationName: null, firstName: "Ana" }, fabrikam, "/organizationName"],
    [{ customerType: "person" }, fabrikam, "/lastName"],
  ])("C4: %j leaves none", (request, customer, pointer) => {
    const refused = refusal(() => planned(request, customer));
    expect(refused).toMatchObject({ kind: "invalid-request", pointers: [pointer] });
  });

  it.each<[object, Customer]>([
    [{ lastName: null }, ana],
    [{ customerType: "organization", organizationName: "Bowman & Co" }, ana],
    [{ customerType: "person", lastName: "Fabrikam" }, fabrikam],
  ])("C4: %j leaves one, given or there before", (request, customer) => {
    expect(planned(request, customer)).toEqual(edit(request));
  });
});

describe("the customer group of an edit", () => {
  it("D3: brings its financial dimensions", () => {
    expect(planned({ customerGroup: "10" })).toEqual(
      edit({ customerGroup: "10", financialDimensions: { CostCenter: "001" } }),
    );
  });

  it("D3: brings them anew when the customer is in it and they have changed", () => {
    const before = { ...ana, financialDimensions: { CostCenter: "006" } };
    expect(planned({ customerGroup: "30" }, before)).toEqual(edit({ financialDimensions: { CostCenter: "007" } }));
    expect(planned({ title: "Dr." }, before)).toEqual(edit({ title: "Dr." }));
  });

  it.each(["20", "constructor", "toString"])("is refused when the channel does not know it: %s", (customerGroup) => {
    expect(refusal(() => planned({ customerGroup }))).toMatchObject({
      kind: "reference-missing",
      message: "The change names what is not there.",
      errors: [{ pointer: "/customerGroup", message: `There is no customer group ${customerGroup}.` }],
    });
  });
});

describe("the attributes of an edit", () => {
  const { products } = channel();
  const mandatory = { type: "text", label: "A text", mandatory: true, refinable: false } as const;
  const withMandatory = channel({
    products: {
      attributes: { ...products.attributes, size: mandatory, rank: mandatory },
      customerAttributes: [...products.customerAttributes, "size"],
      clientBookAttributes: ["rank"],
    },
  });
  const fault = (given: Record<string, unknown>) =>
    refusal(() => planned({ attributes: given }, ana, withMandatory))?.errors;

  it("B6: are those that differ; null takes one away", () => {
    const given = { birthday: null, "shoe-size": 39, "newsletter-topic": "bags" };
    expect(planned({ attributes: given })).toEqual(
      edit({ attributes: { birthday: null, "newsletter-topic": "bags" } }),
    );
  });

  it.each([15, 60])("B6: a value at its bound fits: %d", (size) => {
    expect(planned({ attributes: { "shoe-size": size } })).toEqual(edit({ attributes: { "shoe-size": size } }));
  });

  it.each<[string, unknown, string]>([
    ["shoe-size", 14.9, "At least 15 is expected."],
    ["shoe-size", 60.1, "At most 60 is expected."],
    ["birthday", "1990-02-30", "A date such as 1990-05-04 is expected."],
    ["newsletter-topic", "hats", "One of shoes, bags is expected."],
    ["nickname", "Bo", "There is no such customer attribute."],
    ["constructor", "Bo", "There is no such customer attribute."],
    ["rank", "gold", "There is no such customer attribute."],
    ["size", null, "This attribute is mandatory."],
  ])("B6: %s as %j is refused at its place", (name, value, message) => {
    expect(fault({ birthday: "1991-01-01", [name]: value })).toEqual([{ pointer: `/attributes/${name}`, message }]);
  });

  it("B6: a mandatory one that the edit does not speak of is not asked for", () => {
    expect(planned({ lastName: "Reyes", attributes: {} }, ana, withMandatory)).toEqual(edit({ lastName: "Reyes" }));
    expect(fault({ size: "M" })).toBeUndefined();
  });

  it.each(["nickname", "rank"])("B6: one that customers have no more can be taken away: %s", (name) => {
    const before = { ...ana, attributes: { ...attributes, [name]: "gold" } };
    const change = edit({ attributes: { [name]: null } });
    expect(planned({ attributes: { [name]: null } }, before, withMandatory)).toEqual(change);
  });
});

describe("a refused edit", () => {
  it("names every fault at once, before the group that is missing", () => {
    const request = {
      ...{ firstName: null, lastName: null, customerGroup: "20", attributes: { "shoe-size": 99, nickname: "Bo" } },
      ...{ email: null, emails: [{ contactId: "x", address: "a@example.com" }] },
      ...{ phone: "206 555 0101", phones: [{ contactId: "x", number: "206 555 0102" }] },
    };
    const refused = refusal(() => planned(request));
    expect(refused).toMatchObject({ kind: "invalid-request", message: "The customer cannot be changed so." });
    expect(new Set(refused?.pointers)).toEqual(
      new Set([
        ...["/email", "/emails/0/contactId", "/phone", "/phones/0/contactId"],
        ...["/attributes/shoe-size", "/attributes/nickname", "/lastName"],
      ]),
    );
  });
});
