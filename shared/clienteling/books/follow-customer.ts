import { Failure } from "../../failure";
import type { BookEntry, Memberships, StoredMembership } from "../membership";
import { allRecords } from "../records/all-records";
import type { CustomerRecord } from "../records/customer-record";
import type { CustomerRecords } from "../records/customer-records";

export interface FollowCustomerPorts {
  readonly memberships: Memberships;
  readonly records: CustomerRecords;
}

/** How often a membership that somebody else changes at the same moment is read again. */
const mostTries = 10;

/** What is kept of a customer for clienteling: for an export (P1) and the customer's history. */
export interface KeptOfCustomer {
  readonly clientBooks: readonly BookEntry[];
  readonly records: readonly CustomerRecord[];
}

/**
 * What becomes of client books and records when a customer is merged or erased. Each can be done again after a crash.
 * Every one rejects with `headquarters-unavailable`.
 */
export function followCustomer({ memberships, records }: FollowCustomerPorts) {
  return {
    async read(customerId: string): Promise<KeptOfCustomer> {
      const membership = await membershipOf(customerId);
      return { clientBooks: membership?.entries ?? [], records: await allRecords(records, customerId) };
    },

    /**
     * The primary's book wins (C7): its own entries stay, the secondary's are taken where it has none, and the last
     * contact is that with either of them (B10).
     */
    async merge(secondaryId: string, primaryId: string): Promise<void> {
      const secondary = await membershipOf(secondaryId);
      if (secondary && secondary.entries.length > 0) {
        const { legalEntityId, entries } = secondary;
        await change(primaryId, legalEntityId, (own) => (own.length > 0 ? own : entries), secondary.lastContactAt);
        await change(secondaryId, legalEntityId, () => []);
      }
      for (const record of await allRecords(records, secondaryId)) {
        await records.add({ ...record, customerId: primaryId }); // false: it was moved before a crash
        await records.remove(secondaryId, record.recordId);
      }
    },

    async erase(customerId: string): Promise<void> {
      const membership = await membershipOf(customerId);
      if (membership) await change(customerId, membership.legalEntityId, () => []);
      for (const { recordId } of await allRecords(records, customerId)) await records.remove(customerId, recordId);
    },
  };

  async function membershipOf(customerId: string): Promise<StoredMembership | undefined> {
    return (await memberships.find([customerId])).get(customerId);
  }

  async function change(
    customerId: string,
    legalEntityId: string,
    entriesOf: (entries: readonly BookEntry[]) => readonly BookEntry[],
    contactedAt: string | null = null,
  ): Promise<void> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const before = await membershipOf(customerId);
      const entries = [...entriesOf(before?.entries ?? [])];
      if (entries.length === 0 && (before?.entries.length ?? 0) === 0) return;
      const revision = (before?.revision ?? 0) + 1;
      const lastContactAt = latest(before?.lastContactAt ?? null, contactedAt);
      const changed = { customerId, legalEntityId, lastContactAt, revision, entries };
      if ((await memberships.put([{ ...changed, etag: before?.etag }])).length === 0) return;
    }
    throw new Failure("precondition-failed", "The customer's client book keeps changing.");
  }
}

/** The later of two times (UTC ISO 8601). */
function latest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}
