import type { ChannelCopies } from "../../customers";

/**
 * Marks the copies of pending customers who came into a client book, so that their conversion knows without looking
 * at headquarters. One that is converted at the same moment needs no mark: headquarters has it. Rejects with
 * `channel-database-unavailable`; without a mark job 1010 brings what the conversion would have.
 */
export type MarkPendingClients = (channelDatabaseGroupId: string, customerIds: readonly string[]) => Promise<void>;

/** How often copies that somebody else wrote at the same moment are looked at again. */
const mostTries = 5;

export function markPendingClients(copies: ChannelCopies): MarkPendingClients {
  return async (channelDatabaseGroupId, customerIds) => {
    let left = customerIds;
    for (let tries = 0; left.length > 0 && tries < mostTries; tries += 1) {
      const held = await copies.find(channelDatabaseGroupId, left);
      const pending = [...held.values()]
        .map(({ copy }) => copy)
        .filter((copy) => copy.revision === 0 && !copy.isClient);
      left = pending.length === 0 ? [] : await copies.put(pending.map((copy) => ({ ...copy, isClient: true })));
    }
  };
}
