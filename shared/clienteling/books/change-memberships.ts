import type { RealTimeService } from "../../customers";
import { Failure } from "../../failure";
import type { BookEntry, Membership, Memberships } from "../membership";

/** What a change makes of the entries of one customer; without `entries` they stay as they are. */
export interface Decision<Outcome> {
  readonly outcome: Outcome;
  readonly entries?: readonly BookEntry[];
}

export interface Changed<Outcome> {
  readonly outcome: Outcome;
  /** As it is now; undefined where there is none. */
  readonly membership: Membership | undefined;
  /** The entries before. */
  readonly before: readonly BookEntry[];
}

export type DecideEntries<Outcome> = (
  entries: readonly BookEntry[],
  membership: Membership | undefined,
) => Decision<Outcome>;

/**
 * Changes the memberships of customers, each under the etag with which it was read, so that of associates who want
 * the same customer at once one gets it (B2). Rejects with `headquarters-unavailable`; what was written until then
 * stays, and asking again goes on.
 */
export type ChangeMemberships = <Outcome>(
  legalEntityId: string,
  customerIds: readonly string[],
  decide: DecideEntries<Outcome>,
) => Promise<ReadonlyMap<string, Changed<Outcome>>>;

export interface ChangeMembershipsPorts {
  readonly memberships: Memberships;
  readonly realTime: RealTimeService;
}

/** As many as one request to headquarters takes. */
const chunkSize = 100;

/** How often memberships that somebody else wrote at the same moment are looked at again. */
const mostTries = 10;

export function changeMemberships({ memberships, realTime }: ChangeMembershipsPorts): ChangeMemberships {
  return async (legalEntityId, customerIds, decide) => {
    const changed = new Map<string, Changed<ReturnType<typeof decide>["outcome"]>>();
    for (let from = 0; from < customerIds.length; from += chunkSize) {
      let left = customerIds.slice(from, from + chunkSize);
      for (let tries = 0; left.length > 0; tries += 1) {
        if (tries === mostTries) throw new Failure("headquarters-unavailable", "The memberships keep changing.");
        left = await changeOnce(left);
      }
    }
    return changed;

    /** Answers those that have to be looked at again. */
    async function changeOnce(ids: readonly string[]): Promise<string[]> {
      const present = await realTime((signal) => memberships.find(ids, signal));
      const writes = ids.flatMap((customerId) => {
        const before = present.get(customerId);
        const { outcome, entries } = decide(before?.entries ?? [], before);
        const revision = (before?.revision ?? 0) + 1;
        const lastContactAt = before?.lastContactAt ?? null;
        const after = entries && { customerId, legalEntityId, entries: [...entries], lastContactAt, revision };
        changed.set(customerId, { outcome, membership: after ?? before, before: before?.entries ?? [] });
        return after ? [{ ...after, etag: before?.etag }] : [];
      });
      return writes.length === 0 ? [] : [...(await realTime((signal) => memberships.put(writes, signal)))];
    }
  };
}
