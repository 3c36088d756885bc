import type { ChannelCustomer } from "../channel-customers";
import type { HeadquartersCustomer } from "../headquarters-customers";

/** The copy of headquarters' customer that a channel database group keeps. */
export function synchronizedCopy(
  known: HeadquartersCustomer,
  channelDatabaseGroupId: string,
  now: Date,
  before?: ChannelCustomer,
): ChannelCustomer {
  return {
    channelDatabaseGroupId,
    customer: known.customer,
    revision: known.revision,
    operationCount: before?.operationCount ?? 0,
    syncState: "synchronized",
    syncTimeline: {
      created: before?.syncTimeline.created ?? known.customer.createdAt,
      uploaded: before?.asyncReason ? (before.syncTimeline.uploaded ?? known.accountAssignedAt) : null,
      accountAssigned: known.accountAssignedAt,
      distributed: before?.syncTimeline.distributed ?? now.toISOString(),
    },
    asyncReason: before?.asyncReason ?? null,
    requestHash: known.requestHash,
  };
}
