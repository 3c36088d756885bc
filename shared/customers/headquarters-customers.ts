import type { Customer } from "./customer";

/** A customer as headquarters keeps it; it always has its account number. */
export interface HeadquartersCustomer {
  readonly customer: Customer & { readonly accountNumber: string };
  /** Counts headquarters' writes of this customer, from 1. */
  readonly revision: number;
  /** The keyed hash of the create's body, when it came with an idempotency key (C6). */
  readonly requestHash: string | null;
  readonly accountAssignedAt: string;
}

/** The first revision of a customer at headquarters. */
export function numbered(
  customer: Customer,
  accountNumber: string,
  requestHash: string | null,
  now: Date,
): HeadquartersCustomer {
  return { customer: { ...customer, accountNumber }, revision: 1, requestHash, accountAssignedAt: now.toISOString() };
}

/**
 * Headquarters' customers: the real-time service. Every method rejects with `headquarters-unavailable` when it
 * cannot be reached, throttles, or does not answer before `signal` aborts.
 */
export interface HeadquartersCustomers {
  /** Stores a new customer; when its id is there already, changes nothing and answers what is there (S3). */
  create(customer: HeadquartersCustomer, signal?: AbortSignal): Promise<HeadquartersCustomer>;
  find(customerId: string, signal?: AbortSignal): Promise<HeadquartersCustomer | undefined>;
  findByAccountNumber(
    legalEntityId: string,
    accountNumber: string,
    signal?: AbortSignal,
  ): Promise<HeadquartersCustomer | undefined>;
}

/**
 * Who owns an account number. The claim comes before the customer is written, so that a number is never given twice,
 * even when a restore or a failover rolled the number sequence back (S7).
 */
export interface AccountNumberClaims {
  /** Answers whether the number is now this customer's; `false`: somebody has it. */
  claim(legalEntityId: string, accountNumber: string, customerId: string, signal?: AbortSignal): Promise<boolean>;
}
