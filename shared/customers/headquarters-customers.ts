import { z } from "zod";
import type { AuditEntry } from "./audit";
import type { Customer } from "./customer";

/** A customer who may be the same person, and by what (C7). No more is kept of them: they may be erased. */
export const possibleDuplicate = z.object({
  customerId: z.string(),
  matchedOn: z.array(z.enum(["email", "phone", "nameAndPostalCode"])),
});
export type PossibleDuplicate = z.infer<typeof possibleDuplicate>;

/** A customer as headquarters keeps it. Only one that was erased while it was pending has no account number. */
export interface HeadquartersCustomer {
  readonly customer: Customer;
  /** Counts headquarters' writes of this customer, from 1. */
  readonly revision: number;
  /** The keyed hash of the create's body, when it came with an idempotency key (C6). */
  readonly requestHash: string | null;
  readonly accountAssignedAt: string | null;
  /** Found when the customer was created. */
  readonly possibleDuplicates: readonly PossibleDuplicate[];
  /** The trace of its last write (W3C `traceparent`), if there was one; whoever brings the write on goes on with it. */
  readonly traceParent?: string | undefined;
}

export interface StoredHeadquartersCustomer extends HeadquartersCustomer {
  readonly etag: string;
}

/** A customer that is to be changed. */
export interface FoundToChange {
  readonly known: StoredHeadquartersCustomer;
  /** Whether it is in a client book, where a change shows too. */
  readonly isClient: boolean;
}

export interface Numbered {
  readonly customer: Customer;
  readonly accountNumber: string;
  readonly requestHash: string | null;
  readonly possibleDuplicates: readonly PossibleDuplicate[];
  readonly now: Date;
}

/** The first revision of a customer at headquarters. */
export function numbered({ customer, accountNumber, now, ...kept }: Numbered): HeadquartersCustomer {
  return { ...kept, customer: { ...customer, accountNumber }, revision: 1, accountAssignedAt: now.toISOString() };
}

/**
 * Headquarters' customers: the real-time service. Every method rejects with `headquarters-unavailable` when it
 * cannot be reached, throttles, or does not answer before `signal` aborts.
 */
export interface HeadquartersCustomers {
  /** Stores a new customer and its audit entry, both or none; answers what is there when the id is known (S3). */
  create(customer: HeadquartersCustomer, entry: AuditEntry, signal?: AbortSignal): Promise<HeadquartersCustomer>;
  find(customerId: string, signal?: AbortSignal): Promise<StoredHeadquartersCustomer | undefined>;
  /** The same, and what else a change has to know; both in one request. */
  findToChange(customerId: string, signal?: AbortSignal): Promise<FoundToChange | undefined>;
  findByAccountNumber(
    legalEntityId: string,
    accountNumber: string,
    signal?: AbortSignal,
  ): Promise<StoredHeadquartersCustomer | undefined>;
  /**
   * Replaces a customer as it was read, and adds the audit entry, both or none. `appliedAlready`: the entry is there,
   * and so is its change (S3).
   */
  update(
    customer: StoredHeadquartersCustomer,
    entry: AuditEntry,
    signal?: AbortSignal,
  ): Promise<"updated" | "changedMeanwhile" | "appliedAlready">;
}
