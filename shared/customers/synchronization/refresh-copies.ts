import { Failure } from "../../failure";
import type { ChannelCustomers } from "../channel-customers";
import type { HeadquartersCustomer } from "../headquarters-customers";
import { synchronizedCopy } from "./synchronized-copy";

export interface RefreshCopiesPorts {
  readonly channelCustomers: ChannelCustomers;
  /** Rejects with `headquarters-unavailable`. */
  channelDatabaseGroupIds(): Promise<readonly string[]>;
  now(): Date;
}

/**
 * Brings a customer at once to every channel database group that holds a copy, whatever its address books; job 1010
 * would come later. A copy that is current is left alone. Rejects with `channel-database-unavailable`.
 */
export type RefreshCopies = (known: HeadquartersCustomer) => Promise<void>;

/** How often a copy that others keep writing is tried. */
const mostTries = 5;

export function refreshCopies({ channelCustomers, channelDatabaseGroupIds, now }: RefreshCopiesPorts): RefreshCopies {
  return async (known) => {
    const groupIds = await channelDatabaseGroupIds();
    await Promise.all(groupIds.map((groupId) => refresh(groupId, known)));
  };

  async function refresh(groupId: string, known: HeadquartersCustomer): Promise<void> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const { copy, operations } = await channelCustomers.pendingWork(groupId, known.customer.customerId);
      if (copy === undefined || copy.revision >= known.revision) return;
      const fresh = synchronizedCopy(known, groupId, now(), copy, operations);
      if (await channelCustomers.replaceCopy({ ...fresh, etag: copy.etag })) return;
    }
    throw new Failure("channel-database-unavailable", `A copy in ${groupId} keeps changing.`);
  }
}
