import type { CountOperations, OverdueOperations, SynchronizationSignals } from "../customers";
import type { Log } from "../log";
import type { Job } from "./job";

export interface UploadOperationsPorts {
  readonly overdue: OverdueOperations;
  readonly signals: SynchronizationSignals;
  readonly countOperations: CountOperations;
  readonly log: Log;
  now(): Date;
}

const pageSize = 100;

/** How long a signal that the P-job sent may take before it sends another. */
const nextSignalMs = 5 * 60_000;

/**
 * P-0001: signals every operation that is not at an end and past its due time (S1), those never sent as well as
 * those whose signal was lost; then counts what is left. A crash between signal and postponement sends a signal twice, which does no harm.
 */
export function uploadOperations({ overdue, signals, countOperations, log, now }: UploadOperationsPorts): Job {
  return async ({ count, step }) => {
    for (;;) {
      const operations = await overdue.find(now(), pageSize);
      if (operations.length === 0) break;
      await signals.send(
        operations.map(({ channelDatabaseGroupId, customerId, traceParent }) => ({
          channelDatabaseGroupId,
          customerId,
          traceParent,
        })),
      );
      await overdue.postpone(operations, new Date(now().getTime() + nextSignalMs));
      for (const { channelDatabaseGroupId } of operations) count(channelDatabaseGroupId, 1, 1);
      await step();
    }
    await tellWhatIsLeft();
  };

  /** For those who watch: alerts look at this event. */
  async function tellWhatIsLeft(): Promise<void> {
    const { pending, sent, failed, oldestOpenAt } = await countOperations();
    const oldestMs = oldestOpenAt === null ? 0 : now().getTime() - Date.parse(oldestOpenAt);
    log.info("operations.counted", { open: pending + sent, failed, oldestAgeSeconds: Math.round(oldestMs / 1000) });
  }
}
