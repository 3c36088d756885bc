import { withApplicationProperties } from "../message/application-properties";
import type { ArrivedMessage } from "../message/arrived-message";
import type { GroupCommit } from "./group-commit";
import type { MessageStore } from "./message-store";
import type { QueueEntry } from "./queue-entry";
import type { Properties } from "./settlement";

/** Everything that one queue writes to the file. The callbacks run when it is on the disk. */
export interface QueueLedger {
  /** Adds messages in one piece; in place of a duplicate, which is left out, stands `undefined`. */
  append(messages: readonly ArrivedMessage[], stored: (entries: readonly (QueueEntry | undefined)[]) => void): void;
  /** A dead letter does not expire, and keeps its delivery count. */
  appendDeadLetter(bytes: Buffer, deliveries: number, stored: (entry: QueueEntry) => void): void;
  remove(entry: QueueEntry, removed?: () => void): void;
  /** What the entry says now, and these application properties. */
  update(entry: QueueEntry, properties: Properties, updated: () => void): void;
  /** Makes it the youngest message of the queue, that arrived now. */
  arriveNow(entry: QueueEntry, arrived: () => void): void;
}

export interface QueueLedgerOptions {
  readonly store: MessageStore;
  readonly commit: GroupCommit;
  readonly nextId: () => number;
  readonly duplicateDetectionWindowMs: number | undefined;
}

export function queueLedger(options: QueueLedgerOptions): QueueLedger {
  const { store, commit, nextId, duplicateDetectionWindowMs } = options;
  let lastSequence = store.lastSequence();

  const nextSequence = () => {
    lastSequence += 1;
    return lastSequence;
  };

  const insert = (message: Omit<ArrivedMessage, "messageId">, deliveries: number) => {
    const entry = newEntry(message, nextId(), nextSequence(), deliveries);
    store.insert(entry, message.bytes);
    return entry;
  };

  const isDuplicate = ({ messageId }: ArrivedMessage) => {
    if (duplicateDetectionWindowMs === undefined || messageId === undefined) return false;
    const now = Date.now();
    store.forgetMessageIds(now);
    return !store.noteMessageId(messageId, now, now + duplicateDetectionWindowMs);
  };

  return {
    append(messages, stored) {
      let entries: (QueueEntry | undefined)[] = [];
      const write = () => {
        entries = messages.map((message) => (isDuplicate(message) ? undefined : insert(message, 0)));
        store.saveLastSequence(lastSequence);
      };
      commit.write(write, () => stored(entries));
    },
    appendDeadLetter(bytes, deliveries, stored) {
      let entry: QueueEntry | undefined;
      const write = () => {
        entry = insert({ bytes, scheduledFor: undefined, timeToLiveMs: undefined }, deliveries);
        store.saveLastSequence(lastSequence);
      };
      commit.write(write, () => entry && stored(entry));
    },
    remove(entry, removed) {
      commit.write(() => store.remove(entry), removed);
    },
    update(entry, properties, updated) {
      const isChanged = Object.keys(properties).length > 0;
      const bytes = isChanged ? withApplicationProperties(store.bytes(entry), properties) : undefined;
      const write = () => {
        store.update(entry);
        if (bytes) store.rewrite(entry, bytes);
      };
      commit.write(write, updated);
    },
    arriveNow(entry, arrived) {
      entry.sequence = nextSequence();
      entry.state = "active";
      entry.enqueuedAt = Date.now();
      const write = () => {
        store.update(entry);
        store.saveLastSequence(lastSequence);
      };
      commit.write(write, arrived);
    },
  };
}

function newEntry(
  { scheduledFor, timeToLiveMs }: Omit<ArrivedMessage, "messageId">,
  id: number,
  sequence: number,
  deliveries: number,
): QueueEntry {
  const enqueuedAt = Date.now();
  const state = scheduledFor !== undefined && scheduledFor > enqueuedAt ? "scheduled" : "active";
  return { id, sequence, state, deliveries, enqueuedAt, scheduledFor, timeToLiveMs, lock: undefined, gone: false };
}
