import { z } from "zod";
import { Failure } from "../../failure";
import { type AuditEntry, actor, changedFields } from "../audit";
import type { Customer } from "../customer";
import type { FollowClient } from "../follow-client";
import type { HeadquartersCustomers, StoredHeadquartersCustomer } from "../headquarters-customers";
import type { RefreshCopies } from "../synchronization/refresh-copies";
import { movesOf, survivorOf } from "./survivor";

/** A merge that was asked for: the intent, from which it is resumed wherever it stopped. */
export const mergeInput = z.object({ secondaryId: z.string(), primaryId: z.string(), actor });
export type MergeInput = z.infer<typeof mergeInput>;

export interface CarryOutMergePorts {
  readonly headquartersCustomers: HeadquartersCustomers;
  readonly refreshCopies: RefreshCopies;
  readonly followClient: FollowClient;
  /** Moves what clienteling keeps of the one to the other; may be asked again. */
  mergeClienteling(secondaryId: string, primaryId: string): Promise<void>;
  now(): Date;
}

/**
 * Merges one customer into another (C7), in steps that may be done again:
 *
 * 1. the secondary says `mergedInto`: from here on it resolves to the primary, and the merge can only go forward;
 * 2. the primary takes over identities, address books and loyalty cards;
 * 3. client books, activities, notes and follow-ups move;
 * 4. the copies of both, in every channel database group that holds one, and their cards in client books.
 *
 * A crash between two steps leaves the rest to the task. Rejects with `customer-erased`, `customer-merged` (into
 * another), `precondition-failed` when others keep changing them, `headquarters-unavailable`,
 * `channel-database-unavailable`.
 */
export type CarryOutMerge = (merge: MergeInput) => Promise<StoredHeadquartersCustomer>;

/** How often a customer that somebody else changes at the same moment is read again. */
const mostTries = 10;

export function carryOutMerge(ports: CarryOutMergePorts): CarryOutMerge {
  const { headquartersCustomers, refreshCopies, followClient, mergeClienteling, now } = ports;

  return async (merge) => {
    const secondary = await change(merge.secondaryId, `merge:${merge.primaryId}`, merge.actor, (customer) => {
      if (customer.erasedAt !== null) throw new Failure("customer-erased", "The customer was erased.");
      if (customer.mergedInto === merge.primaryId) return customer;
      if (customer.mergedInto !== null) throw new Failure("customer-merged", "The customer was merged into another.");
      return { ...customer, mergedInto: merge.primaryId, modifiedAt: now().toISOString() };
    });
    const primary = await change(merge.primaryId, `merge:${merge.secondaryId}`, merge.actor, (customer) => {
      const moves = movesOf(customer, secondary.customer);
      // An erased primary takes over nothing but the identity: the merged one was the same person.
      const taken = customer.erasedAt === null ? moves : { ...moves, loyaltyCards: [] };
      return moves.identities.length === 0 ? customer : survivorOf(customer, taken, now().toISOString());
    });
    await mergeClienteling(merge.secondaryId, merge.primaryId);
    await Promise.all([secondary, primary].map(refreshCopies));
    await Promise.all([secondary, primary].map(followClient));
    return primary;
  };

  async function change(
    customerId: string,
    entryId: string,
    by: string,
    merged: (customer: Customer) => Customer,
  ): Promise<StoredHeadquartersCustomer> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const known = await headquartersCustomers.find(customerId);
      if (known === undefined) throw new Failure("not-found", "Headquarters does not know the customer.");
      const customer = merged(known.customer);
      if (customer === known.customer) return known;
      const entry: AuditEntry = {
        ...{ entryId, customerId, actor: by, channelId: null, action: "merged", at: now().toISOString() },
        fields: changedFields(known.customer, customer),
      };
      const changed = { ...known, customer, revision: known.revision + 1 };
      if ((await headquartersCustomers.update(changed, entry)) === "updated") return changed;
    }
    throw new Failure("precondition-failed", "The customer keeps changing.");
  }
}
