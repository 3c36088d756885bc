import { describe, expect, it } from "vitest";
import type { Address, Customer } from "../../../../shared/customers/customer";
import { applyChange } from "../../../../shared/customers/editing/apply-change";
import type { CustomerChange } from "../../../../shared/customers/editing/customer-change";
import { made } from "../new";

const at = "2026-03-02T10:00:00.000Z";
const ana: Customer = { ...made({ firstName: "Ana", lastName: "Bowman" }), accountNumber: "00-1" };
const applied = (change: CustomerChange, customer = ana) => applyChange(customer, change, at);

const address = (addressId: string, primary = false): Address => ({
  ...{ addressId, purpose: "home", primary, name: "Ana Bowman", phone: null, country: "US" },
  ...{ street: null, city: null, state: null, postalCode: null },
});
const housed = { ...ana, addresses: [address("a", true), address("b")] };
const primaries = ({ addresses }: Customer) => addresses.map(({ addressId, primary }) => [addressId, primary]);

describe("an edit", () => {
  it("changes what it gives, the name that follows from it, and when", () => {
    const changed = applied({ kind: "edit", payload: { lastName: "Reyes", title: undefined } });
    expect(changed).toEqual({ ...ana, lastName: "Reyes", name: "Ana Reyes", modifiedAt: at });
  });

  it("that brings nothing leaves the customer as it is", () => {
    expect(applied({ kind: "edit", payload: { firstName: "Ana" } })).toBe(ana);
  });

  it("E1: whose values are there, only written in another order, leaves the customer as it is", () => {
    const reachable = { ...ana, emails: made({ firstName: "Ana", email: "ana@example.com" }).emails };
    const emails = reachable.emails.map(({ contactId, primary, ...email }) => ({ ...email, contactId, primary }));
    expect(applied({ kind: "edit", payload: { emails } }, reachable)).toBe(reachable);
  });

  it("sets and takes away attributes, others stay", () => {
    const before = { ...ana, attributes: { birthday: "1990-05-04", "shoe-size": 39 } };
    const changed = applied({ kind: "edit", payload: { attributes: { birthday: null, topic: "bags" } } }, before);
    expect(changed.attributes).toEqual({ "shoe-size": 39, topic: "bags" });
  });

  it.each([
    [null, [], "R2", []],
    ["R1", [], "R2", ["R1"]],
    ["R1", ["R0"], "R2", ["R1", "R0"]],
    ["R1", ["R2"], "R2", ["R1"]],
    ["R1", [], null, ["R1"]],
    [null, ["R1"], "R2", ["R1"]],
    [null, ["R1"], "r1", []],
    ["R1", [], "r1", []],
    ["R1", ["R0"], "R1", ["R0"]],
  ])("of the reference %j, after %j, into %j leaves %j to be freed", (before, formerReferences, after, former) => {
    const customer = { ...ana, externalReference: before, formerReferences };
    const changed = applied({ kind: "edit", payload: { externalReference: after } }, customer);
    expect([changed.externalReference, changed.formerReferences]).toEqual([after, former]);
  });

  it("gives an organization the name it has by its new type", () => {
    const payload = { customerType: "organization", organizationName: "Fabrikam" } as const;
    expect(applied({ kind: "edit", payload })).toMatchObject({ firstName: "Ana", name: "Fabrikam" });
  });

  it("takes away what is null", () => {
    const changed = applied({ kind: "edit", payload: { firstName: null } });
    expect(changed).toEqual({ ...ana, firstName: null, name: "Bowman", modifiedAt: at });
  });

  it("keeps ten former references, the latest", () => {
    const formerReferences = Array.from({ length: 10 }, (_, index) => `F${index}`);
    const customer = { ...ana, externalReference: "R1", formerReferences };
    const changed = applied({ kind: "edit", payload: { externalReference: "R2" } }, customer);
    expect(changed.formerReferences).toEqual(["R1", ...formerReferences.slice(0, 9)]);
  });
});

describe("addresses", () => {
  it("A1: the first one is primary, a further one is not, unless it says so", () => {
    const first = applied({ kind: "addAddress", payload: address("a") });
    expect(primaries(first)).toEqual([["a", true]]);
    expect(primaries(applied({ kind: "addAddress", payload: address("c") }, housed))).toEqual([
      ["a", true],
      ["b", false],
      ["c", false],
    ]);
    expect(primaries(applied({ kind: "addAddress", payload: address("c", true) }, housed))).toEqual([
      ["a", false],
      ["b", false],
      ["c", true],
    ]);
  });

  it("S3: one that is there is not added again", () => {
    expect(applied({ kind: "addAddress", payload: address("b", true) }, housed)).toBe(housed);
  });

  it("A5: another primary one unsets the former; the primary one stays so, whatever is said of it", () => {
    const moved = applied({ kind: "changeAddress", payload: { addressId: "b", primary: true, city: "Tulsa" } }, housed);
    expect(primaries(moved)).toEqual([
      ["a", false],
      ["b", true],
    ]);
    expect(moved.addresses.map(({ city }) => city)).toEqual([null, "Tulsa"]);
    expect(applied({ kind: "changeAddress", payload: { addressId: "a", primary: false } }, housed)).toBe(housed);
  });

  it("A5: a change of one that is gone meanwhile brings nothing: the primary one stays", () => {
    const gone = { addressId: "x", city: "Tulsa", primary: true };
    expect(applied({ kind: "changeAddress", payload: gone }, housed)).toBe(housed);
  });

  it("A1: a change that does not speak of the primary one leaves it, and what it leaves out stays", () => {
    const payload = { addressId: "b", city: "Tulsa", street: undefined };
    const changed = applied({ kind: "changeAddress", payload }, housed);
    expect(changed.addresses).toEqual([address("a", true), { ...address("b"), city: "Tulsa" }]);
    expect(changed.modifiedAt).toBe(at);
  });

  it("A5: one that is taken away is kept as removed, and the first of the others is primary instead", () => {
    const without = applied({ kind: "removeAddress", payload: { addressId: "a" } }, housed);
    expect(primaries(without)).toEqual([["b", true]]);
    const three = { ...housed, addresses: [...housed.addresses, address("c")] };
    expect(primaries(applied({ kind: "removeAddress", payload: { addressId: "a" } }, three))).toEqual([
      ["b", true],
      ["c", false],
    ]);
    expect(applied({ kind: "removeAddress", payload: { addressId: "b" } }, without).removedAddresses).toHaveLength(2);
    expect(without.removedAddresses).toEqual([{ ...address("a"), removedAt: at }]);
    expect(primaries(applied({ kind: "removeAddress", payload: { addressId: "b" } }, housed))).toEqual([["a", true]]);
    expect(applied({ kind: "removeAddress", payload: { addressId: "x" } }, housed)).toBe(housed);
  });
});

describe("E4: affiliations", () => {
  it("are replaced as a whole, and none is a change too", () => {
    const replaced = applied({ kind: "replaceAffiliations", payload: { affiliations: ["vip"] } });
    expect(replaced).toEqual({ ...ana, affiliations: ["vip"], modifiedAt: at });
    expect(applied({ kind: "replaceAffiliations", payload: { affiliations: [] } }).affiliations).toEqual([]);
  });

  it("that are there already leave the customer as it is", () => {
    const same = { affiliations: [...ana.affiliations] };
    expect(applied({ kind: "replaceAffiliations", payload: same })).toBe(ana);
  });
});

describe("E3: a loyalty card", () => {
  const issue = { kind: "issueLoyaltyCard", payload: { cardNumber: "C1" } } as const;
  const reserved = { cardNumber: "C1", state: "reserved", issuedAt: null } as const;
  const issued = { cardNumber: "C1", state: "issued", issuedAt: at } as const;

  it("is reserved while there is no account number, and issued once there is", () => {
    const pending = { ...ana, accountNumber: null };
    expect(applied(issue, pending).loyaltyCards).toEqual([reserved]);
    expect(applied(issue, { ...ana, loyaltyCards: [reserved] }).loyaltyCards).toEqual([issued]);
  });

  it("that the customer has is left as it is, and others stay", () => {
    const holder = { ...ana, loyaltyCards: [issued] };
    expect(applied(issue, holder)).toBe(holder);
    const waiting = { ...ana, accountNumber: null, loyaltyCards: [reserved] };
    expect(applied(issue, waiting)).toBe(waiting);
    const written = { ...holder, loyaltyCards: [{ ...issued, cardNumber: "c1" }] };
    expect(applied(issue, written)).toBe(written);
    const other = { ...issued, cardNumber: "C0" };
    expect(applied(issue, { ...ana, loyaltyCards: [other] }).loyaltyCards).toEqual([other, issued]);
  });
});
