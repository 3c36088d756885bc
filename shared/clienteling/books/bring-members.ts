import type { ChannelConfiguration } from "../../headquarters";
import type { Log } from "../../log";
import type { BookMember, BringCards } from "../cards/bring-cards";
import type { BringClients, Place } from "../cards/bring-clients";
import { leavingToJob } from "../cards/follow-client";
import type { MarkPendingClients } from "./mark-pending-clients";

export interface BringMembersPorts {
  readonly bringCards: BringCards;
  readonly bringClients: BringClients;
  readonly markPendingClients: MarkPendingClients;
  readonly log: Log;
}

/**
 * Brings customers whose place in client books changed to the channel's own group at once, and then to the other groups
 * that hold the books (B11); what cannot be brought to those now job 1010 brings. One who is pending gets there with its
 * conversion. Rejects with `channel-database-unavailable` when the own group is away.
 */
export type BringMembers = (channel: ChannelConfiguration, members: readonly (BookMember & Place)[]) => Promise<void>;

export function bringMembers({ bringCards, bringClients, markPendingClients, log }: BringMembersPorts): BringMembers {
  return async ({ organization, staff }, members) => {
    if (members.length === 0) return;
    const associates = new Set(Object.values(staff.workers).map(({ workerId }) => workerId));
    const { channelDatabaseGroupId } = organization;
    await bringCards(
      { channelDatabaseGroupId, holdsBook: ({ workerId }, isHeld) => isHeld || associates.has(workerId) },
      members,
    );
    const pending = members.filter(({ revision }) => revision === 0).map(({ customer }) => customer.customerId);
    if (pending.length > 0) await markPendingClients(channelDatabaseGroupId, pending);
    await leavingToJob(log, () => bringClients(members, { broughtTo: channelDatabaseGroupId }));
  };
}
