/** What belongs to one customer of a legal entity alone. Keys are compared case-insensitively. */
export interface CustomerKey {
  readonly kind: "accountNumber" | "loyaltyCard" | "externalReference";
  readonly legalEntityId: string;
  readonly value: string;
}

/**
 * Who owns a key. It is claimed before the customer that has it is written, so that an account number is never given
 * twice, even when a restore or a failover rolled its sequence back (S7), nor a card (E3). Every method rejects with
 * `headquarters-unavailable`.
 */
export interface CustomerKeys {
  /** Claims a key; answers the id of the customer that owns it: this one, or whoever came first. */
  claim(key: CustomerKey, customerId: string, signal?: AbortSignal): Promise<string>;
  ownerOf(key: CustomerKey, signal?: AbortSignal): Promise<string | undefined>;
  /** Gives up a key that this customer owns; one of somebody else is left as it is. */
  release(key: CustomerKey, customerId: string): Promise<void>;
}
