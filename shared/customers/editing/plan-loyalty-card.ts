import { Failure } from "../../failure";
import type { Customer } from "../customer";
import { isSameCard } from "./card-number";
import type { CustomerChange } from "./customer-change";

/**
 * A loyalty card for a customer; undefined when the customer has it. A customer without an account number can only have
 * it reserved (E3). Rejects with `customer-pending-sync`.
 */
export function planLoyaltyCard(
  { cardNumber, reserve }: { readonly cardNumber: string; readonly reserve: boolean },
  customer: Customer,
): CustomerChange | undefined {
  if (customer.accountNumber === null && !reserve)
    throw new Failure("customer-pending-sync", "A card is issued once the customer has an account number; reserve it.");
  if (customer.loyaltyCards.some((card) => isSameCard(card.cardNumber, cardNumber))) return undefined;
  return { kind: "issueLoyaltyCard", payload: { cardNumber } };
}
