import type { Operation, OverdueOperations, SynchronizationSignals } from "../customers";
import type { GroupCount, Job } from "./job";

export interface UploadOperationsPorts {
  readonly overdue: OverdueOperations;
  readonly signals: SynchronizationSignals;
  now(): Date;
}

const pageSize = 100;

/** How long a signal that the P-job sent may take before it sends another. */
const nextSignalMs = 5 * 60_000;

/**
 * P-0001: signals every operation that is not at an end and past its due time (S1), those never sent as well as
 * those whose signal was lost. A crash between signal and postponement sends a signal twice, which does no harm.
 */
export function uploadOperations({ overdue, signals, now }: UploadOperationsPorts): Job {
  return async ({ step }) => {
    const counts = new Map<string, GroupCount>();
    for (;;) {
      const operations = await overdue.find(now(), pageSize);
      if (operations.length === 0) return [...counts.values()];
      await signals.send(
        operations.map(({ channelDatabaseGroupId, customerId }) => ({ channelDatabaseGroupId, customerId })),
      );
      await overdue.postpone(operations, new Date(now().getTime() + nextSignalMs));
      for (const operation of operations) count(counts, operation);
      await step();
    }
  };
}

function count(counts: Map<string, GroupCount>, { channelDatabaseGroupId }: Operation): void {
  const before = counts.get(channelDatabaseGroupId) ?? { channelDatabaseGroupId, rowsRead: 0, rowsWritten: 0 };
  counts.set(channelDatabaseGroupId, { ...before, rowsRead: before.rowsRead + 1, rowsWritten: before.rowsWritten + 1 });
}
