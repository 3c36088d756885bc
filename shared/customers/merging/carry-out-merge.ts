import type { Customer } from "../customer";
import type { FollowClient } from "../follow-client";
import type { StoredHeadquartersCustomer } from "../headquarters-customers";
import type { ErasePerson } from "../privacy/erase-person";
import type { RefreshCopies } from "../synchronization/refresh-copies";
import { changeMerged, mergedCustomers } from "./change-merged";
import { type MarkMergedPorts, markMerged } from "./mark-merged";
import type { MergeInput } from "./merge-input";
import { movesOf, survivorOf } from "./survivor";

export interface CarryOutMergePorts extends MarkMergedPorts {
  readonly refreshCopies: RefreshCopies;
  readonly followClient: FollowClient;
  /** Moves what clienteling keeps of the one to the other; may be asked again. */
  mergeClienteling(secondaryId: string, primaryId: string): Promise<void>;
  readonly erasePerson: ErasePerson;
}

/**
 * Merges one customer into another (C7), in steps that may be done again:
 *
 * 1. the secondary says `mergedInto`: from here on it resolves to the primary, and the merge can only go forward;
 * 2. the primary, or whoever stands for it by now, takes over identities, address books and loyalty cards;
 * 3. client books, activities, notes and follow-ups move;
 * 4. the copies of both, in every channel database group that holds one, and their cards in client books;
 * 5. when the primary was erased meanwhile, the secondary is erased too, and what moved behind the erasure (P1).
 *
 * A crash between two steps leaves the rest to the task. Rejects with `customer-erased`, `customer-merged` (the one or
 * the other, into another), `precondition-failed` when others keep changing them, `dependency-unavailable` when others
 * keep merging them, `headquarters-unavailable`, `channel-database-unavailable`.
 */
export type CarryOutMerge = (merge: MergeInput) => Promise<StoredHeadquartersCustomer>;

export function carryOutMerge(ports: CarryOutMergePorts): CarryOutMerge {
  const { refreshCopies, followClient, mergeClienteling, erasePerson, now } = ports;
  const { standing } = mergedCustomers(ports);
  const mark = markMerged(ports);
  const change = changeMerged(ports);

  return async (merge) => {
    const { secondaryId, primaryId, actor } = merge;
    const secondary = await mark(merge);
    const merged = (customer: Customer): Customer => {
      const moves = movesOf(customer, secondary.customer);
      // An erased primary takes over nothing but the identity: the merged one was the same person.
      const taken = customer.erasedAt === null ? moves : { ...moves, loyaltyCards: [] };
      return moves.identities.length === 0 ? customer : survivorOf(customer, taken, now().toISOString());
    };
    const primary = await change({ entryId: `merge:${secondaryId}`, actor, read: () => standing(primaryId), merged });
    const { customerId, erasedAt } = await moveClienteling(secondaryId, primary.customer.customerId);
    await Promise.all([secondary, primary].map(refreshCopies));
    await Promise.all([secondary, primary].map(followClient));
    if (erasedAt !== null) await erasePerson(customerId, actor);
    return primary;
  };

  /** Whoever the survivor was merged into meanwhile gets it as well. Answers whoever stands for them then. */
  async function moveClienteling(fromId: string, toId: string): Promise<Customer> {
    await mergeClienteling(fromId, toId);
    const { customer } = await standing(toId);
    return customer.customerId === toId ? customer : moveClienteling(toId, customer.customerId);
  }
}
