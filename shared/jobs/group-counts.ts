import type { GroupCount } from "./job";

/** What a run has read and written so far, by channel database group. */
export function groupCounts() {
  const counts = new Map<string, GroupCount>();
  return {
    add(channelDatabaseGroupId: string, rowsRead: number, rowsWritten: number): void {
      const before = counts.get(channelDatabaseGroupId);
      counts.set(channelDatabaseGroupId, {
        channelDatabaseGroupId,
        rowsRead: (before?.rowsRead ?? 0) + rowsRead,
        rowsWritten: (before?.rowsWritten ?? 0) + rowsWritten,
      });
    },
    all: (): GroupCount[] => [...counts.values()],
  };
}
