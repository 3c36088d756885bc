import type { GroupCommit } from "./group-commit";
import type { MessageStore } from "./message-store";
import type { QueueEntry } from "./queue-entry";

/**
 * Writes delivery counts a little after the delivery, which does not wait for it; most messages are settled by
 * then and cost nothing. A kill -9 forgets the deliveries of the last 50 ms at most.
 */
export interface DeliveryCountWriter {
  changed(entry: QueueEntry): void;
  flush(): void;
}

const delayMs = 50;

export function deliveryCountWriter(commit: GroupCommit, store: MessageStore): DeliveryCountWriter {
  let changed = new Set<QueueEntry>();
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const present = [...changed].filter(({ gone }) => !gone);
    changed = new Set();
    if (present.length > 0) commit.write(() => present.forEach(store.update));
  };
  return {
    changed(entry) {
      changed.add(entry);
      timer ??= setTimeout(flush, delayMs);
    },
    flush,
  };
}
