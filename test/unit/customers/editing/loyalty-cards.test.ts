import { describe, expect, it } from "vitest";
import type { LoyaltyCard } from "../../../../shared/customers/customer";
import { isSameCard, withCheckDigit } from "../../../../shared/customers/editing/card-number";
import { planLoyaltyCard } from "../../../../shared/customers/editing/plan-loyalty-card";
import { made, refusal } from "../new";

const pending = made({ firstName: "Ana" });
const converted = { ...pending, accountNumber: "00-1" };
const issue = { kind: "issueLoyaltyCard", payload: { cardNumber: "C1" } };
const asked = (reserve: boolean, cardNumber = "C1") => ({ cardNumber, reserve });
const reserved: LoyaltyCard = { cardNumber: "C1", state: "reserved", issuedAt: null };

describe("E3: a card number", () => {
  it("is the same however it is written, and another when a sign differs", () => {
    expect(isSameCard("ab-1", "AB-1")).toBe(true);
    expect(isSameCard("AB-1", "ab-1")).toBe(true);
    expect(isSameCard("AB-1", "AB-2")).toBe(false);
    expect(isSameCard("AB-1", "AB-1 ")).toBe(false);
  });

  it.each([
    ["7992739871", "79927398713"],
    ["453201511283036", "4532015112830366"],
    ["0", "00"],
    ["4", "42"],
    ["5", "59"],
    ["9", "91"],
    ["10", "109"],
    ["01", "018"],
    ["18", "182"],
  ])("that is made of %s ends in its check digit: %s", (digits, cardNumber) => {
    expect(withCheckDigit(digits)).toBe(cardNumber);
  });
});

describe("a card for a customer", () => {
  it("E3: is refused while there is no account number, unless it is to be reserved", () => {
    expect(refusal(() => planLoyaltyCard(asked(false), pending))).toMatchObject({
      kind: "customer-pending-sync",
      message: expect.stringContaining("reserve"),
    });
    expect(planLoyaltyCard(asked(true), pending)).toEqual(issue);
  });

  it("E3: is refused to a pending customer also when the card is reserved already", () => {
    const holder = { ...pending, loyaltyCards: [reserved] };
    expect(refusal(() => planLoyaltyCard(asked(false), holder))?.kind).toBe("customer-pending-sync");
    expect(planLoyaltyCard(asked(true), holder)).toBeUndefined();
  });

  it.each([true, false])("E3: is planned once there is an account number (reserve: %j)", (reserve) => {
    expect(planLoyaltyCard(asked(reserve), converted)).toEqual(issue);
  });

  it("E3: is no change when the customer has it, however its number is written; another one is", () => {
    const holder = { ...converted, loyaltyCards: [{ ...reserved, cardNumber: "C0" }, reserved] };
    expect(planLoyaltyCard(asked(false, "c1"), holder)).toBeUndefined();
    expect(planLoyaltyCard(asked(false, "c2"), holder)).toEqual({ ...issue, payload: { cardNumber: "c2" } });
  });
});
