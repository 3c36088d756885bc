import type { HeadquartersConfiguration } from "../headquarters";

/** The address books of each channel database group's channels (J6); null for a group that excludes 1010 (J5). */
export type GroupBooks = Readonly<Record<string, readonly string[] | null>>;

export function groupBooks(hq: HeadquartersConfiguration): GroupBooks {
  const books = new Map<string, Set<string> | null>();
  for (const { channelDatabaseGroupId: groupId, addressBookIds } of hq.channels.values()) {
    const isExcluded = hq["channel-database-groups"].get(groupId)?.excludedJobs.includes("1010") ?? false;
    books.set(groupId, isExcluded ? null : new Set([...(books.get(groupId) ?? []), ...addressBookIds]));
  }
  return Object.fromEntries([...books].map(([groupId, held]) => [groupId, held && [...held].sort()]));
}

/** Address books whose customers a group has to be given. */
export interface Gain {
  readonly channelDatabaseGroupId: string;
  readonly addressBookIds: readonly string[];
}

/** What the groups have gained. One that excluded 1010 before is not among them: it has missed changes of every kind. */
export function gains(before: GroupBooks, after: GroupBooks): readonly Gain[] {
  return Object.entries(after).flatMap(([channelDatabaseGroupId, books]) => {
    const had = before[channelDatabaseGroupId];
    if (books === null || had === null) return [];
    const addressBookIds = books.filter((book) => !had?.includes(book));
    return addressBookIds.length === 0 ? [] : [{ channelDatabaseGroupId, addressBookIds }];
  });
}

/** Whether a group that excluded 1010 does so no more. */
export const isAnyReadmitted = (before: GroupBooks, after: GroupBooks): boolean =>
  Object.entries(after).some(([groupId, books]) => books !== null && before[groupId] === null);
