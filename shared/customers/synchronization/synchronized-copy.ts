import type { ChannelCustomer } from "../channel-customers";
import type { Customer } from "../customer";
import { applyChange } from "../editing/apply-change";
import type { HeadquartersCustomer } from "../headquarters-customers";
import { isOpen, type Operation } from "./operation";

/**
 * The copy of headquarters' customer that a channel database group keeps. `open`: the group's operations that are not
 * at an end; what they change shows already (E2, E5).
 */
export function synchronizedCopy(
  known: HeadquartersCustomer,
  channelDatabaseGroupId: string,
  now: Date,
  before?: ChannelCustomer,
  operations: readonly Operation[] = [],
): ChannelCustomer {
  const open = operations.filter(isOpen);
  return {
    channelDatabaseGroupId,
    customer: withChanges(known.customer, open),
    revision: known.revision,
    operationCount: before?.operationCount ?? 0,
    openOperationCount: open.length,
    syncState: "synchronized",
    syncTimeline: {
      created: before?.syncTimeline.created ?? known.customer.createdAt,
      uploaded: before?.asyncReason ? (before.syncTimeline.uploaded ?? known.accountAssignedAt) : null,
      accountAssigned: known.accountAssignedAt,
      distributed: before?.syncTimeline.distributed ?? now.toISOString(),
    },
    asyncReason: before?.asyncReason ?? null,
    requestHash: known.requestHash,
    possibleDuplicates: known.possibleDuplicates,
    traceParent: known.traceParent,
  };
}

/** What open operations make of a customer. A card that headquarters has not confirmed stays reserved, whatever the customer's number (E3). */
export function withChanges(customer: Customer, open: readonly Operation[]): Customer {
  if (customer.erasedAt !== null || customer.mergedInto !== null) return customer;
  const isReserving = open.some(({ kind }) => kind === "issueLoyaltyCard");
  let changed = isReserving ? { ...customer, accountNumber: null } : customer;
  for (const operation of open) {
    if (operation.kind !== "create") changed = applyChange(changed, operation, operation.createdAt);
  }
  return isReserving ? { ...changed, accountNumber: customer.accountNumber } : changed;
}
