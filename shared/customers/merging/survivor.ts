import type { Customer } from "../customer";

/** What a merge brings to the customer that stays (C7). */
export interface Moves {
  readonly identities: Customer["mergedIdentities"];
  readonly addressBookIds: readonly string[];
  readonly loyaltyCards: Customer["loyaltyCards"];
}

/** What a merge moves of clienteling (C7): the primary's place in a client book wins over the secondary's (B2). */
export interface ClientelingMoves {
  readonly clientBooks: readonly ClientBookPlace[];
  /** Places of the secondary that are given up, since the primary is in a client book. */
  readonly clientBooksGivenUp: readonly ClientBookPlace[];
  readonly activities: number;
  readonly notes: number;
  readonly followUps: number;
}

interface ClientBookPlace {
  readonly workerId: string;
  readonly clientBookId: string;
}

/** What the primary gets of the secondary: what it has already is not moved. */
export function movesOf(primary: Customer, secondary: Customer): Moves {
  const own = { customerId: secondary.customerId, accountNumber: secondary.accountNumber ?? "" };
  const has = (customerId: string) => primary.mergedIdentities.some((identity) => identity.customerId === customerId);
  const cards = new Set(primary.loyaltyCards.map(({ cardNumber }) => cardNumber));
  return {
    identities: [own, ...secondary.mergedIdentities].filter(({ customerId }) => !has(customerId)),
    addressBookIds: secondary.addressBookIds.filter((id) => !primary.addressBookIds.includes(id)),
    loyaltyCards: secondary.loyaltyCards.filter(({ cardNumber }) => !cards.has(cardNumber)),
  };
}

/** The primary after the merge: its own data stays, and it is found by the secondary's numbers and cards too. */
export function survivorOf(
  primary: Customer,
  { identities, addressBookIds, loyaltyCards }: Moves,
  at: string,
): Customer {
  return {
    ...primary,
    mergedIdentities: [...primary.mergedIdentities, ...identities],
    addressBookIds: [...primary.addressBookIds, ...addressBookIds],
    loyaltyCards: [...primary.loyaltyCards, ...loyaltyCards],
    modifiedAt: at,
  };
}
