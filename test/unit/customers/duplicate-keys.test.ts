import { describe, expect, it } from "vitest";
import type { CreateCustomerRequest } from "../../../shared/customers/creation/create-request";
import { duplicateKeys, matchedOn } from "../../../shared/customers/duplicates/duplicate-keys";
import { possibleDuplicatesOf } from "../../../shared/customers/duplicates/duplicate-search";
import { channel } from "./houston";
import { made } from "./new";

const keysOf = (request: CreateCustomerRequest) => duplicateKeys(made(request));

describe("by what customers may be the same", () => {
  it("C7: e-mails without regard to case, and phones however they are written", () => {
    const keys = keysOf({ lastName: "Bowman", email: "Ana@Example.COM", phone: "(281) 555-0147" });
    expect(keys).toEqual(["email:ana@example.com", "phone:+12815550147"]);
    expect(keysOf({ lastName: "Other", phone: "+1 281-555-0147" })).toEqual(["phone:+12815550147"]);
  });

  it("C7: every contact, not only the primary one", () => {
    const emails = [{ address: "a@example.com" }, { address: "b@example.com" }];
    expect(keysOf({ lastName: "Bowman", emails })).toEqual(["email:a@example.com", "email:b@example.com"]);
  });

  it.each([
    ["Ana", "Bowman", "98101"],
    ["ANA", "bowman", " 98101-1234 "],
    ["Bowman", "Ana", "98101 1234"],
    ["Ána", "Bówman", "98101"],
  ])("C7: %s %s in %s is one name and postal code", (firstName, lastName, postalCode) => {
    const keys = keysOf({ firstName, lastName, addresses: [{ postalCode }] });
    expect(keys).toEqual(["nameAndPostalCode:anabowman/98101"]);
  });

  it.each(["O'Brien-Smith", "OBrien smith", "o’brien  SMITH"])("C7: %s is one name", (lastName) => {
    expect(keysOf({ firstName: "Pat", lastName, addresses: [{ postalCode: "1" }] })).toEqual([
      "nameAndPostalCode:obrienpatsmith/1",
    ]);
  });

  it("C7: a middle name and other postal codes do not count, and an organization has its own name", () => {
    const addresses = [{ postalCode: "SW1A 1AA", country: "GB" }, { postalCode: "98101" }, { city: "Nowhere" }];
    expect(keysOf({ firstName: "Ana", middleName: "M.", lastName: "Bowman", addresses })).toEqual([
      "nameAndPostalCode:anabowman/sw1a1aa",
      "nameAndPostalCode:anabowman/98101",
    ]);
    const organization = { customerType: "organization" as const, organizationName: "Bowman & Co", addresses };
    expect(keysOf(organization)[0]).toBe("nameAndPostalCode:bowmanco/sw1a1aa");
  });

  it("C7: only US postal codes end after five digits", () => {
    const addresses = [{ postalCode: "1234567" }];
    expect(duplicateKeys(made({ lastName: "Eins", addresses }, channel({ country: "DE" })))).toEqual([
      "nameAndPostalCode:eins/1234567",
    ]);
  });

  it("C7: nothing is made of a name without postal code, a short number, or nothing", () => {
    expect(keysOf({ firstName: "Ana", lastName: "Bowman", addresses: [{ city: "Seattle" }] })).toEqual([]);
    expect(keysOf({ lastName: "Bowman", phone: "12345" })).toEqual([]);
    expect(keysOf({ lastName: "Bowman", phone: "123456" })).toEqual(["phone:123456"]);
    expect(keysOf({ lastName: "Bowman" })).toEqual([]);
  });

  it("C7: what two have in common is named in one order, each once", () => {
    const keys = ["phone:+1", "email:a", "email:b", "nameAndPostalCode:x/1"];
    expect(matchedOn(keys, ["email:b", "email:a", "phone:+1", "name:x"])).toEqual(["email", "phone"]);
    expect(matchedOn(keys, ["email:c", "name:a"])).toEqual([]);
    expect(matchedOn(keys, ["nameAndPostalCode:x/1"])).toEqual(["nameAndPostalCode"]);
  });

  it("C7: who was found twice is one possible duplicate, and nothing of them is kept but the id", () => {
    const found = { customerId: "a", name: "Ana", accountNumber: null };
    expect(
      possibleDuplicatesOf(
        [{ ...found, matchedOn: ["email"] }],
        [
          { customerId: "b", matchedOn: ["phone"] },
          { ...found, matchedOn: ["phone", "email"] },
        ],
      ),
    ).toEqual([
      { customerId: "a", matchedOn: ["email", "phone"] },
      { customerId: "b", matchedOn: ["phone"] },
    ]);
  });
});
