/** What belongs to one customer of a legal entity alone. Keys are compared case-insensitively. */
export interface CustomerKey {
  readonly kind: "accountNumber" | "loyaltyCard" | "externalReference";
  readonly legalEntityId: string;
  readonly value: string;
}

export interface Claim {
  /** The id of the customer that owns the key: the one that claimed it, or whoever came first. */
  readonly owner: string;
  /**
   * Gives the key up again after a refused change, if this claim made it the customer's and nobody has claimed it since:
   * another change of the same customer may rely on it.
   */
  withdraw(): Promise<void>;
}

/**
 * Who owns a key. It is claimed before the customer that has it is written, so that an account number is never given
 * twice, even when a restore or a failover rolled its sequence back (S7), nor a card (E3). Every method rejects with
 * `headquarters-unavailable`.
 */
export interface CustomerKeys {
  claim(key: CustomerKey, customerId: string, signal?: AbortSignal): Promise<Claim>;
  ownerOf(key: CustomerKey, signal?: AbortSignal): Promise<string | undefined>;
  /**
   * Gives up a key that this customer owns, with `before` only if it was claimed for the last time before then; one of
   * somebody else is left as it is. Answers whether the customer owns it no more.
   */
  release(key: CustomerKey, customerId: string, before?: Date): Promise<boolean>;
}
