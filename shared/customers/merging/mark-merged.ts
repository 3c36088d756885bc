import { Failure } from "../../failure";
import type { Customer } from "../customer";
import { type CreationLocks, longestHoldMs } from "../duplicates/creation-locks";
import { type WhileHeldPorts, whileHeld } from "../duplicates/while-held";
import type { StoredHeadquartersCustomer } from "../headquarters-customers";
import { type ChangeMergedPorts, changeMerged, mergedCustomers } from "./change-merged";
import type { MergeInput } from "./merge-input";

export interface MarkMergedPorts extends ChangeMergedPorts, WhileHeldPorts {
  readonly headquartersLocks: CreationLocks;
}

/**
 * Has the secondary say `mergedInto`, once. One merge of a customer at a time does so, and only into one who is not
 * merged: of two that are merged into each other one stays, and nobody is merged in a circle. Rejects with
 * `customer-erased`, `customer-merged`, `precondition-failed`, `dependency-unavailable` when others keep merging them,
 * `headquarters-unavailable`.
 */
export type MarkMerged = (merge: MergeInput) => Promise<StoredHeadquartersCustomer>;

/** Headquarters answers while the locks are still held, or not at all. */
const deadlineMs = longestHoldMs - 5_000;

export function markMerged(ports: MarkMergedPorts): MarkMerged {
  const { headquartersLocks, now } = ports;
  const { find } = mergedCustomers(ports);
  const change = changeMerged(ports);
  const locked = whileHeld(ports);

  return (merge) => {
    const { secondaryId, primaryId } = merge;
    const keys = [secondaryId, primaryId].sort().map((id) => `merge:${id}`);
    // The owner is the merge, so that its task takes over what a crash left held.
    const owner = `${secondaryId}:${primaryId}`;
    return locked(
      () => headquartersLocks.take({ keys, owner, now: now() }),
      () => mark(merge),
    );
  };

  async function mark({ secondaryId, primaryId, actor }: MergeInput): Promise<StoredHeadquartersCustomer> {
    const signal = AbortSignal.timeout(deadlineMs);
    const { customer: primary } = await find(primaryId, signal);
    const merged = (customer: Customer): Customer => {
      if (customer.erasedAt !== null) throw new Failure("customer-erased", "The customer was erased.");
      if (customer.mergedInto === primaryId) return customer;
      if (customer.mergedInto !== null) throw new Failure("customer-merged", "The customer was merged into another.");
      if (primary.erasedAt !== null) throw new Failure("customer-erased", "The survivor was erased.");
      if (primary.mergedInto !== null) throw new Failure("customer-merged", "The survivor was merged into another.");
      return { ...customer, mergedInto: primaryId, modifiedAt: now().toISOString() };
    };
    return change({ entryId: `merge:${primaryId}`, actor, read: () => find(secondaryId, signal), merged, signal });
  }
}
