import { describe, expect, it } from "vitest";
import { admitCustomer, type CustomerKeys } from "../../../shared/customers";
import { silent } from "../log";
import { memoryHeadquarters } from "./memory";
import { made } from "./new";

const customer = made({ firstName: "Ana" });

function admission(taken: readonly string[], rules = {}, remembered = {}) {
  let last = 0;
  const numbers = async () => {
    last += 1;
    return `00-${last}`;
  };
  const claim: CustomerKeys["claim"] = async ({ value }, id) => ({
    owner: taken.includes(value) ? "x" : id,
    withdraw: async () => undefined,
  });
  return admitCustomer({
    rulesOf: async (_, fresh) => ({
      accountSequenceId: "customer-account",
      customerGroupIds: new Set(["30"]),
      affiliationIds: new Set(["loyal-shopper"]),
      ...rules,
      ...(fresh ? {} : remembered),
    }),
    customerKeys: { ...memoryHeadquarters().keys, claim },
    nextNumber: numbers,
    log: silent,
  });
}

describe("admitting a customer at headquarters", () => {
  it("S7: a number that somebody has is skipped, as after a restore", async () => {
    expect(await admission(["00-1", "00-2"])(customer)).toBe("00-3");
  });

  it("S5: names every reference that headquarters lacks, and claims nothing", async () => {
    const rules = { customerGroupIds: new Set(), affiliationIds: new Set() };
    await expect(admission([], rules)(customer)).rejects.toMatchObject({
      kind: "reference-missing",
      message: expect.stringMatching(/loyal-shopper.*30/),
    });
  });

  it("J1: what headquarters has just learned counts at once, whatever is remembered", async () => {
    expect(await admission([], {}, { customerGroupIds: new Set() })(customer)).toBe("00-1");
  });
});
