import { describe, expect, it } from "vitest";
import { channel } from "./houston";
import { made, refusal } from "./new";

describe("a new customer", () => {
  it("C3: has no account number yet", () => {
    expect(made({ firstName: "Ana" })).toMatchObject({ accountNumber: null, legalEntityId: "usrt" });
  });

  it.each([
    [{ firstName: "Ana" }, "Ana"],
    [{ lastName: "Bowman" }, "Bowman"],
    [{ firstName: "Ana", middleName: "Maria", lastName: "Bowman" }, "Ana Maria Bowman"],
    [{ customerType: "organization" as const, organizationName: "Fabrikam", firstName: "Ana" }, "Fabrikam"],
  ])("C4: %j is called %s", (request, name) => {
    expect(made(request).name).toBe(name);
  });

  it.each([
    [{}, "/lastName"],
    [{ middleName: "Maria" }, "/lastName"],
    [{ organizationName: "Fabrikam" }, "/lastName"],
    [{ customerType: "organization" as const, lastName: "Bowman" }, "/organizationName"],
  ])("C4: %j lacks its name", (request, pointer) => {
    expect(refusal(() => made(request))).toMatchObject({ kind: "invalid-request", pointers: [pointer] });
  });

  it("C4: the type that counts is the one after defaults", () => {
    const wholesale = channel({ defaultCustomer: { customerType: "organization" } });
    expect(made({ organizationName: "Fabrikam" }, wholesale).customerType).toBe("organization");
    expect(refusal(() => made({ firstName: "Ana" }, wholesale))?.pointers).toEqual(["/organizationName"]);
  });

  it("names every fault at once", () => {
    const request = {
      emails: [
        { address: "a@example.com", primary: true },
        { address: "b@example.com", primary: true },
      ],
      addresses: [{ primary: true }, { primary: true }],
      attributes: { "shoe-size": 99, nickname: "Bo", birthday: "1990-02-30" },
    };
    expect(refusal(() => made(request))?.pointers).toEqual([
      "/lastName",
      "/emails",
      "/addresses",
      "/attributes/shoe-size",
      "/attributes/nickname",
      "/attributes/birthday",
    ]);
  });
});

describe("what a new customer inherits", () => {
  it("D1: type, group, receipt preference, currency, language and affiliations", () => {
    expect(made({ firstName: "Ana" })).toMatchObject({
      customerType: "person",
      customerGroup: "30",
      receiptPreference: "email",
      currency: "USD",
      language: "en-US",
      affiliations: ["loyal-shopper"],
    });
  });

  it("D2: the receipt e-mail, only when it gives none", () => {
    const berlin = channel({ defaultCustomer: { receiptEmail: "kasse@berlin.example" } });
    expect(made({ firstName: "Ana" }, berlin).receiptEmail).toBe("kasse@berlin.example");
    expect(made({ firstName: "Ana", receiptEmail: "ana@example.com" }, berlin).receiptEmail).toBe("ana@example.com");
  });

  it("D3: financial dimensions of the group, its own or the default customer's", () => {
    expect(made({ firstName: "Ana" }).financialDimensions).toEqual({ CostCenter: "007" });
    expect(made({ firstName: "Ana", customerGroup: "10" }).financialDimensions).toEqual({ CostCenter: "001" });
  });

  it.each(["20", "constructor", "toString"])("D3: a group that is not there is refused: %s", (customerGroup) => {
    const refused = refusal(() => made({ firstName: "Ana", customerGroup }));
    expect(refused).toMatchObject({ kind: "reference-missing", pointers: ["/customerGroup"] });
  });

  it("D6: what the request gives wins", () => {
    const request = {
      firstName: "Ana",
      customerGroup: "10",
      receiptPreference: "print" as const,
      currency: "MXN",
      language: "es-MX",
      affiliations: ["vip", "vip"],
    };
    expect(made(request)).toMatchObject({ ...request, affiliations: ["vip"] });
    expect(made({ firstName: "Ana", affiliations: [] }).affiliations).toEqual([]);
  });

  it("D6: an affiliation that is not there is refused, at its place", () => {
    const refused = refusal(() => made({ firstName: "Ana", affiliations: ["vip", "friend"] }));
    expect(refused).toMatchObject({ kind: "reference-missing", pointers: ["/affiliations/1"] });
  });
});
