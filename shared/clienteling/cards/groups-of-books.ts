import type { ConfigurationStore, HeadquartersConfiguration } from "../../headquarters";
import type { Membership } from "../membership";
import type { CardDestination } from "./bring-cards";

/** The channel database groups, each with the client books it holds. Rejects with `headquarters-unavailable`. */
export type GroupsOfBooks = () => Promise<readonly CardDestination[]>;

export function groupsOfBooks(configuration: Pick<ConfigurationStore, "snapshot">): GroupsOfBooks {
  return async () =>
    destinationsOf((await configuration.snapshot(["channels", "channel-database-groups", "workers"])).hq);
}

/**
 * A group holds the books of the associates who share an address book with a channel of theirs in it (J6); one that
 * excludes 1010 none but those that it has (J5).
 */
function destinationsOf(hq: HeadquartersConfiguration): CardDestination[] {
  return [...hq["channel-database-groups"]].map(([channelDatabaseGroupId, { excludedJobs }]) => {
    const isExcluded = excludedJobs.includes("1010");
    const channels = [...hq.channels.values()].filter((one) => one.channelDatabaseGroupId === channelDatabaseGroupId);
    return {
      channelDatabaseGroupId,
      holdsBook: ({ workerId, legalEntityId }, isHeld) => {
        if (isExcluded) return isHeld;
        const books = hq.workers.get(workerId)?.addressBookIds ?? [];
        return channels.some(
          (channel) =>
            channel.legalEntityId === legalEntityId && channel.addressBookIds.some((book) => books.includes(book)),
        );
      },
    };
  });
}

/** Whether a group holds any of these books; `isHeld`: it may have cards of them, for all that is known. */
export const holdsAny = (
  { holdsBook }: CardDestination,
  { legalEntityId, entries }: Pick<Membership, "legalEntityId" | "entries">,
  isHeld = false,
): boolean => entries.some(({ workerId }) => holdsBook({ workerId, legalEntityId }, isHeld));
