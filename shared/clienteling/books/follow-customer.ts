import { isDeepStrictEqual } from "node:util";
import type { ClientelingMoves } from "../../customers";
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

    async moves(secondaryId: string, primaryId: string): Promise<ClientelingMoves> {
      const [books, kept] = await Promise.all([
        memberships.find([secondaryId, primaryId]),
        allRecords(records, secondaryId),
      ]);
      const places = (books.get(secondaryId)?.entries ?? []).map(({ workerId, clientBookId }) => ({
        workerId,
        clientBookId,
      }));
      const isInBook = (books.get(primaryId)?.entries ?? []).length > 0;
      const count = (kind: CustomerRecord["kind"]) => kept.filter((record) => record.kind === kind).length;
      return {
        clientBooks: isInBook ? [] : places,
        clientBooksGivenUp: isInBook ? places : [],
        activities: count("activity"),
        notes: count("note"),
        followUps: count("followUp"),
      };
    },

    /**
     * The primary's book wins (C7): its own entries stay, the secondary's are taken where it has none, and the last
     * contact is that with either of them (B10).
     */
    async merge(secondaryId: string, primaryId: string): Promise<void> {
      await moveEntries(secondaryId, primaryId);
      for (const record of await allRecords(records, secondaryId)) await moveRecord(record, primaryId);
    },

    async erase(customerId: string): Promise<void> {
      const membership = await membershipOf(customerId);
      if (membership) await change(customerId, membership.legalEntityId, () => []);
      for (const { recordId } of await allRecords(records, customerId)) await records.remove({ customerId, recordId });
    },
  };

  /** What was changed in the secondary's place in the book while it moved moves, too. */
  async function moveEntries(secondaryId: string, primaryId: string): Promise<void> {
    let taken: readonly BookEntry[] = [];
    for (let tries = 0; tries < mostTries; tries += 1) {
      const secondary = await membershipOf(secondaryId);
      if (!secondary || secondary.entries.length === 0) return;
      const { legalEntityId, lastContactAt, revision } = secondary;
      const before = taken;
      taken = secondary.entries;
      const taking = (own: readonly BookEntry[]) => (isDeepStrictEqual(own, before) ? secondary.entries : own);
      await change(primaryId, legalEntityId, taking, lastContactAt);
      if ((await memberships.put([{ ...secondary, entries: [], revision: revision + 1 }])).length === 0) return;
    }
    throw new Failure("precondition-failed", "The customer's client book keeps changing.");
  }

  /**
   * As it is when it moves, or not at all when it was taken away: somebody who came before the merge may be at it. A
   * crash between the two writes leaves it with both until the merge goes on: then the one that was written later stays.
   */
  async function moveRecord({ kind, recordId, customerId }: CustomerRecord, primaryId: string): Promise<void> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const found = await records.find(customerId, kind, recordId);
      if (found === undefined) return;
      const { etag, ...record } = { ...found, customerId: primaryId };
      if (!(await records.add(record))) await supersede(record, customerId);
      if ((await records.remove({ customerId, recordId, etag })) !== "changedMeanwhile") return;
    }
    throw new Failure("precondition-failed", "What is recorded on the customer keeps changing.");
  }

  async function supersede(record: CustomerRecord, formerId: string): Promise<void> {
    const { recordId, customerId } = record;
    const [former, present] = await Promise.all([formerId, customerId].map((id) => records.writtenAt(id, recordId)));
    if (former !== undefined && present !== undefined && former >= present) await records.put(record);
  }

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
