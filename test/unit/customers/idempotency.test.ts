import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashOf, identityOf } from "../../../shared/customers/creation/idempotency";

const secret = "a secret of at least thirty-two characters";

/** The same JSON value with the members of every object in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, part]) => [name, reversed(part)])
      .reverse(),
  );
}

describe("idempotency", () => {
  it("C6: a channel and a key always give the same identity; channels do not share keys", () => {
    expect(identityOf("houston", "k")).toBe(identityOf("houston", "k"));
    expect(identityOf("houston", "k")).not.toBe(identityOf("us-web", "k"));
    expect(identityOf("houston", "k")).not.toBe(identityOf("houston", "l"));
  });

  it("C6: identities never change: they stand in documents", () => {
    expect(identityOf("houston", "receipt-1")).toMatchInlineSnapshot(`"05a4a97b-4b97-57f2-83bb-68eff5d51faa"`);
  });

  it("C6: without a key every identity is new", () => {
    expect(identityOf("houston", undefined)).not.toBe(identityOf("houston", undefined));
  });

  it("C6: the order of members makes no other body", () => {
    const bodies = fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue());
    fc.assert(fc.property(bodies, (body) => hashOf(body, secret) === hashOf(reversed(body), secret)));
  });

  it("C6: another value, another order in a list, or another secret makes another hash", () => {
    const body = { firstName: "Ana", affiliations: ["vip", "employee"] };
    const hashes = [
      hashOf(body, secret),
      hashOf({ ...body, firstName: "Anna" }, secret),
      hashOf({ ...body, affiliations: ["employee", "vip"] }, secret),
      hashOf(body, `${secret}!`),
    ];
    expect(new Set(hashes).size).toBe(4);
  });
});
