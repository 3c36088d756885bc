import { Failure } from "../failure";
import type { Customer } from "./customer";
import type { Claim, CustomerKey, CustomerKeys } from "./customer-keys";

/** The key of a reference in another system, by which an import finds the customer. */
export const referenceKey = (legalEntityId: string, value: string): CustomerKey => ({
  kind: "externalReference",
  legalEntityId,
  value,
});

/**
 * Claims a customer's external reference, if it has one, before the customer is written: a crash in between leaves it to
 * the same customer. Answers undefined for one without a reference. Rejects with `reference-in-use`, `headquarters-unavailable`.
 */
export async function claimReference(
  customerKeys: Pick<CustomerKeys, "claim">,
  { customerId, legalEntityId, externalReference }: Customer,
  signal?: AbortSignal,
): Promise<Claim | undefined> {
  if (externalReference === null) return undefined;
  const claim = await customerKeys.claim(referenceKey(legalEntityId, externalReference), customerId, signal);
  if (claim.owner !== customerId)
    throw new Failure("reference-in-use", "Another customer has this external reference.");
  return claim;
}

/** The keys by which a customer is known, besides its account number; also those that it gave up and may still own. */
export function keysOf({ legalEntityId, loyaltyCards, externalReference, formerReferences }: Customer): CustomerKey[] {
  const cards = loyaltyCards.map(({ cardNumber: value }) => ({ kind: "loyaltyCard", legalEntityId, value }) as const);
  const references = externalReference === null ? formerReferences : [externalReference, ...formerReferences];
  return [...cards, ...references.map((value) => referenceKey(legalEntityId, value))];
}
