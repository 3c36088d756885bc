import { describe, expect, it } from "vitest";
import type { Address, Customer } from "../../../../shared/customers/customer";
import {
  addressOf,
  planAddressChange,
  planAddressRemoval,
  planNewAddress,
} from "../../../../shared/customers/editing/plan-address";
import { channel } from "../houston";
import { made, now, refusal } from "../new";

const home: Address = {
  ...{ addressId: "home", purpose: "home", primary: true, name: "Ana", phone: "+12065550100", country: "US" },
  ...{ street: "1 Main Street", city: null, state: null, postalCode: null },
};
const vienna: Address = { ...home, addressId: "vienna", primary: false, phone: null, country: "AT" };
const ana = made({ firstName: "Ana", lastName: "Bowman", phone: "206 555 0100" });
const housed: Customer = {
  ...ana,
  addresses: [home, vienna],
  removedAddresses: [{ ...home, addressId: "former", removedAt: now }],
};
const notFound = { kind: "not-found", message: "The customer has no such address." };

describe("a new address of a customer", () => {
  const added = (request: Parameters<typeof planNewAddress>[0], customer = ana, where = channel()) =>
    planNewAddress(request, customer, where, () => "new").payload;

  it("A1-A4: is complete in itself: what it leaves out is the customer's and the channel's", () => {
    const change = planNewAddress({ street: "1 Main Street" }, ana, channel(), () => "new");
    expect(change).toEqual({
      kind: "addAddress",
      payload: { ...home, addressId: "new", primary: false, name: "Ana Bowman" },
    });
  });

  it("A1: is primary only if it says so: which one is, is decided when it is applied", () => {
    expect([{}, { primary: false }, { primary: true }].map((one) => added(one).primary)).toEqual([false, false, true]);
    expect(added({ primary: true }, housed).primary).toBe(true);
    expect(added({}, housed).primary).toBe(false);
  });

  it("A2: is a home of a person, a business of an organization, or what it says", () => {
    const fabrikam = made({ customerType: "organization", organizationName: "Fabrikam" });
    expect([added({}), added({}, fabrikam)].map(({ purpose }) => purpose)).toEqual(["home", "business"]);
    expect(added({ purpose: "poBox" }, fabrikam).purpose).toBe("poBox");
  });

  it("A3: has the customer's primary phone, not the first; none when the customer has none", () => {
    const number = "+12065550101";
    const phones = ana.phones.flatMap((phone) => [
      { ...phone, number, primary: false },
      { ...phone, contactId: "second" },
    ]);
    expect(added({}, { ...ana, phones }).phone).toBe("+12065550100");
    expect(added({}, { ...ana, phones: [] }).phone).toBeNull();
  });

  it("A3, A7: has its own name and phone, read in its country", () => {
    const own = { name: "Bo", phone: "01 234567890", country: "AT" };
    expect(added(own)).toMatchObject({ ...own, phone: "+431234567890" });
  });

  it("A4: lies in the channel's country, unless it says so otherwise", () => {
    const berlin = channel({ country: "DE" });
    expect(added({}, ana, berlin).country).toBe("DE");
    expect(added({ country: "AT" }, ana, berlin).country).toBe("AT");
  });

  it("A1: is the hundredth at most; removed ones do not count", () => {
    const having = (count: number) => ({ ...housed, addresses: Array.from({ length: count }, () => vienna) });
    expect(added({}, having(99))).toMatchObject({ addressId: "new" });
    expect(refusal(() => added({}, having(100)))).toMatchObject({
      kind: "invalid-request",
      message: "The address cannot be added.",
      errors: [{ pointer: "", message: "A customer has at most 100 addresses." }],
    });
  });
});

describe("a change of an address", () => {
  const changed = (request: Parameters<typeof planAddressChange>[0], addressId = "home") =>
    planAddressChange(request, housed, addressId);
  const change = (payload: object, addressId = "home") => ({
    kind: "changeAddress",
    payload: { ...payload, addressId },
  });

  it("E1: is what it gives that differs, and nothing else; null takes a part away", () => {
    const request = { name: "Ana", purpose: "office", street: null, city: "Houston", state: null } as const;
    expect(changed(request)).toEqual(change({ purpose: "office", street: null, city: "Houston" }));
  });

  it.each([{}, { street: "1 Main Street" }, { city: null }, { phone: "(206) 555-0100" }, { city: undefined }])(
    "E1: is nothing when the address has it all: %j",
    (request) => {
      expect(changed(request)).toBeUndefined();
    },
  );

  it("A5: makes it the primary one, or leaves it so", () => {
    expect(changed({ primary: true }, "vienna")).toEqual(change({ primary: true }, "vienna"));
    expect(changed({ primary: true })).toBeUndefined();
    expect(changed({ primary: false }, "vienna")).toBeUndefined();
    expect(changed({ city: "Houston" })).toEqual(change({ city: "Houston" }));
  });

  it("A1: cannot make the primary one another: a customer with addresses has one", () => {
    expect(refusal(() => changed({ primary: false, city: "Houston" }))).toMatchObject({
      kind: "invalid-request",
      message: "A customer with addresses has a primary one.",
      errors: [{ pointer: "/primary", message: "Make another address the primary one instead." }],
    });
  });

  it("A7: reads its phone in the country of the address, the new one if that changes too", () => {
    const phone = "01 234567890";
    expect(changed({ phone }, "vienna")).toEqual(change({ phone: "+431234567890" }, "vienna"));
    expect(changed({ phone, country: "AT" })).toEqual(change({ phone: "+431234567890", country: "AT" }));
    expect(changed({ phone })).toEqual(change({ phone }));
    expect(changed({ phone: null })).toEqual(change({ phone: null }));
  });

  it.each(["other", "former"])("is refused when the customer does not have it: %s", (addressId) => {
    expect(refusal(() => changed({ city: "Houston" }, addressId))).toMatchObject(notFound);
  });
});

describe("the removal of an address", () => {
  it("A5: names it, the primary one or another", () => {
    for (const addressId of ["home", "vienna"])
      expect(planAddressRemoval(housed, addressId)).toEqual({ kind: "removeAddress", payload: { addressId } });
  });

  it.each(["other", "former"])("A5: is refused when the customer does not have it: %s", (addressId) => {
    expect(refusal(() => planAddressRemoval(housed, addressId))).toMatchObject(notFound);
  });
});

describe("an address by its id", () => {
  it("is the customer's own, not a removed one", () => {
    expect(addressOf(housed, "vienna")).toBe(vienna);
    expect(refusal(() => addressOf(housed, "former"))).toMatchObject(notFound);
  });
});
