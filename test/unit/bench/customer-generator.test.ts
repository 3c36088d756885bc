import { describe, expect, it } from "vitest";
import { createCustomerRequest } from "../../../shared/customers";
import { normalizePhone } from "../../../shared/customers/phone-numbers";
import { generatedCustomer } from "../../bench/customers/customer-generator";
import { preloadedCustomer } from "../../bench/customers/preloaded-customer";

const customers = Array.from({ length: 20_000 }, (_, index) => generatedCustomer(7, index));

describe("the generator of customers", () => {
  it("makes the same customer for a seed and a place, whatever was made before", () => {
    expect(generatedCustomer(7, 12_345)).toEqual(customers[12_345]);
    expect(preloadedCustomer(7, 3)).toEqual(preloadedCustomer(7, 3));
  });

  it("makes other customers for another seed", () => {
    const others = Array.from({ length: 100 }, (_, index) => generatedCustomer(8, index).lastName);
    expect(others).not.toEqual(customers.slice(0, 100).map(({ lastName }) => lastName));
  });

  it("makes what the API accepts, with phones that can be called", () => {
    for (const customer of customers.slice(0, 500)) {
      expect(createCustomerRequest.safeParse(customer).error).toBeUndefined();
      if (customer.phone) expect(normalizePhone(customer.phone, "US")).toBe(customer.phone);
    }
  });

  it("gives about 1 % the most frequent last name, and nobody else's more often", () => {
    const bearers = new Map<string, number>();
    for (const { lastName } of customers) bearers.set(lastName, (bearers.get(lastName) ?? 0) + 1);
    const [first, second] = [...bearers].sort(([, a], [, b]) => b - a);
    expect(first?.[0]).toBe("Smith");
    expect((first?.[1] ?? 0) / customers.length).toBeGreaterThan(0.008);
    expect((first?.[1] ?? 0) / customers.length).toBeLessThan(0.013);
    expect(second?.[1]).toBeLessThan(first?.[1] ?? 0);
    expect(bearers.size).toBeGreaterThan(4_000);
  });

  it("gives each its own e-mail, identity and account number", () => {
    const preloaded = customers.map((_, index) => preloadedCustomer(7, index));
    expect(new Set(customers.map(({ email }) => email)).size).toBe(customers.length);
    expect(new Set(preloaded.map(({ customerId }) => customerId)).size).toBe(customers.length);
    expect(preloaded[4_020]?.accountNumber).toBe("00-00004021");
  });
});
