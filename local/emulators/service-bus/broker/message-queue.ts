import { withApplicationProperties } from "../message/application-properties";
import type { ArrivedMessage } from "../message/arrived-message";
import { deliveredMessage } from "../message/delivered-message";
import { type Alarm, alarm } from "./alarm";
import { type DeliveryCountWriter, deliveryCountWriter } from "./delivery-count-writer";
import type { GroupCommit } from "./group-commit";
import { type LockTable, lockTable } from "./lock-table";
import type { MessageStore } from "./message-store";
import { minHeap } from "./min-heap";
import { hasExpired, type Lock, type QueueEntry } from "./queue-entry";
import { deadLetterProperties, type Properties, type Settlement } from "./settlement";

export interface Backlog {
  readonly active: number;
  readonly locked: number;
  readonly scheduled: number;
  readonly deferred: number;
}

export interface MessageQueueOptions {
  readonly name: string;
  readonly lockMs: number;
  readonly maxDeliveryCount: number;
  readonly duplicateDetectionWindowMs: number | undefined;
  /** Where its dead letters go; a queue of dead letters has none and keeps them. */
  readonly deadLetters: MessageQueue | undefined;
  readonly store: MessageStore;
  readonly commit: GroupCommit;
  readonly nextId: () => number;
}

/** One queue: which messages are in it, in which state, and who may have them. Knows nothing of AMQP. */
export class MessageQueue {
  readonly name: string;
  /** Called when there may be something to deliver. */
  onAvailable: () => void = () => {};

  readonly #options: MessageQueueOptions;
  readonly #entries = new Map<number, QueueEntry>();
  readonly #available = minHeap<QueueEntry>(({ sequence }) => sequence);
  readonly #scheduled = minHeap<QueueEntry>(({ scheduledFor = 0 }) => scheduledFor);
  readonly #locks: LockTable;
  readonly #counts: DeliveryCountWriter;
  readonly #alarm: Alarm;
  #lastSequence: number;
  #scheduledCount = 0;
  #deferredCount = 0;

  constructor(options: MessageQueueOptions) {
    this.name = options.name;
    this.#options = options;
    this.#locks = lockTable(options.lockMs);
    this.#counts = deliveryCountWriter(options.commit, options.store);
    this.#alarm = alarm(() => this.#timePassed());
    this.#lastSequence = options.store.lastSequence();
    for (const entry of options.store.load()) this.#admit(entry);
  }

  get size(): number {
    return this.#entries.size;
  }

  get availableCount(): number {
    return this.#available.size;
  }

  backlog(): Backlog {
    const { size: locked } = this.#locks;
    return { active: this.availableCount, locked, scheduled: this.#scheduledCount, deferred: this.#deferredCount };
  }

  /** `stored` gets the sequence numbers once the messages are on the disk; 0 for a duplicate that was left out. */
  send(messages: readonly ArrivedMessage[], stored: (sequences: number[]) => void): void {
    const { commit, store } = this.#options;
    const entries: (QueueEntry | undefined)[] = [];
    const write = () => {
      for (const message of messages) entries.push(this.#isDuplicate(message) ? undefined : this.#insert(message, 0));
      store.saveLastSequence(this.#lastSequence);
    };
    commit.write(write, () => {
      for (const entry of entries) if (entry) this.#admit(entry);
      stored(entries.map((entry) => entry?.sequence ?? 0));
    });
  }

  /** The oldest available message, locked for the caller. */
  lockNext(): Lock | undefined {
    const entry = this.#takeNext();
    return entry && this.#lock(entry);
  }

  /**
   * The oldest available message, for a receiver that gets it at most once: it is off the disk when handed over.
   * False when there is none.
   */
  removeNext(removed: (message: Buffer) => void): boolean {
    const entry = this.#takeNext();
    if (!entry) return false;
    const message = this.delivered(entry);
    this.#remove(entry, () => removed(message));
    return true;
  }

  /** As a receiver is to get it. */
  delivered(entry: QueueEntry): Buffer {
    const { sequence, state, enqueuedAt, timeToLiveMs, deliveries, lock } = entry;
    return deliveredMessage(this.#options.store.bytes(entry), {
      sequence,
      state,
      enqueuedAt,
      timeToLiveMs,
      lockedUntil: lock?.until,
      priorDeliveries: lock ? deliveries - 1 : deliveries,
    });
  }

  holdsLock(token: string): boolean {
    return this.#locks.find(token) !== undefined;
  }

  /** The new end of the lock; `undefined` when there is no such lock any more. */
  renewLock(token: string): number | undefined {
    const lock = this.#locks.find(token);
    if (lock) this.#locks.renew(lock);
    return lock?.until;
  }

  /** False when the lock is lost; otherwise `settled` runs once the outcome is on the disk. */
  settle(token: string, settlement: Settlement, settled: () => void): boolean {
    const lock = this.#locks.find(token);
    if (!lock) return false;
    this.#locks.release(lock);
    const { entry } = lock;
    switch (settlement.how) {
      case "complete":
        this.#remove(entry, settled);
        break;
      case "abandon":
        if (!settlement.counted) entry.deliveries -= 1;
        this.#rewrite(entry, settlement.properties, () => {
          this.#giveBack(entry);
          settled();
        });
        break;
      case "defer":
        entry.state = "deferred";
        this.#deferredCount += 1;
        this.#rewrite(entry, settlement.properties, settled);
        break;
      case "deadLetter":
        this.#deadLetter(entry, settlement.properties, settled);
    }
    return true;
  }

  /** The deferred messages of these numbers, or `undefined` when one is not there; nothing changes yet. */
  findDeferred(sequences: readonly number[]): QueueEntry[] | undefined {
    return this.#findAll(sequences, ({ state, lock }) => state === "deferred" && !lock);
  }

  lockDeferred(entry: QueueEntry): Lock {
    this.#deferredCount -= 1;
    return this.#lock(entry);
  }

  removeDeferred(entry: QueueEntry, removed: () => void): void {
    this.#deferredCount -= 1;
    this.#remove(entry, removed);
  }

  /** False, and nothing is cancelled, when one of them is not scheduled. */
  cancelScheduled(sequences: readonly number[], cancelled: () => void): boolean {
    const entries = this.#findAll(sequences, ({ state }) => state === "scheduled");
    if (!entries) return false;
    this.#scheduledCount -= entries.length;
    const [last, ...others] = [...entries].reverse();
    for (const entry of others) this.#remove(entry);
    if (last) this.#remove(last, cancelled);
    else cancelled();
    return true;
  }

  /** Up to `count` messages of any state, from this sequence number upwards. */
  peek(first: number, count: number): Buffer[] {
    const sequences = this.#options.store.sequencesFrom(first, count);
    const entries = sequences.map((sequence) => this.#entries.get(sequence));
    return entries.filter((entry) => entry !== undefined).map((entry) => this.delivered(entry));
  }

  close(): void {
    this.#alarm.off();
    this.#counts.flush();
  }

  #isDuplicate({ messageId }: ArrivedMessage): boolean {
    const { duplicateDetectionWindowMs: windowMs, store } = this.#options;
    if (windowMs === undefined || messageId === undefined) return false;
    const now = Date.now();
    store.forgetMessageIds(now);
    return !store.noteMessageId(messageId, now, now + windowMs);
  }

  /** To be called within `commit.write`. */
  #insert({ bytes, scheduledFor, timeToLiveMs }: Omit<ArrivedMessage, "messageId">, deliveries: number): QueueEntry {
    const now = Date.now();
    this.#lastSequence += 1;
    const entry: QueueEntry = {
      id: this.#options.nextId(),
      sequence: this.#lastSequence,
      state: scheduledFor !== undefined && scheduledFor > now ? "scheduled" : "active",
      deliveries,
      enqueuedAt: now,
      scheduledFor,
      timeToLiveMs,
      lock: undefined,
      gone: false,
    };
    this.#options.store.insert(entry, bytes);
    return entry;
  }

  /** Takes note of an entry that is in the file. */
  #admit(entry: QueueEntry): void {
    this.#entries.set(entry.sequence, entry);
    if (entry.state === "scheduled") {
      this.#scheduledCount += 1;
      this.#scheduled.push(entry);
      this.#alarm.setTo(entry.scheduledFor);
    } else {
      if (entry.state === "deferred") this.#deferredCount += 1;
      this.#giveBack(entry, false);
    }
  }

  #giveBack(entry: QueueEntry, wasLocked = true): void {
    if (entry.state === "deferred") {
      if (wasLocked) this.#deferredCount += 1;
    } else if (entry.deliveries >= this.#options.maxDeliveryCount) {
      const { maxDeliveryCount } = this.#options;
      const description = `Message could not be consumed after ${maxDeliveryCount} delivery attempts.`;
      this.#deadLetter(entry, deadLetterProperties("MaxDeliveryCountExceeded", description));
    } else {
      this.#available.push(entry);
      this.onAvailable();
    }
  }

  #takeNext(): QueueEntry | undefined {
    for (;;) {
      const entry = this.#available.pop();
      if (!entry || !hasExpired(entry, Date.now())) return entry;
      this.#remove(entry);
    }
  }

  #lock(entry: QueueEntry): Lock {
    const lock = this.#locks.grant(entry);
    entry.deliveries += 1;
    this.#counts.changed(entry);
    this.#alarm.setTo(lock.until);
    return lock;
  }

  #remove(entry: QueueEntry, removed?: () => void): void {
    this.#entries.delete(entry.sequence);
    entry.gone = true;
    this.#options.commit.write(() => this.#options.store.remove(entry), removed);
  }

  #rewrite(entry: QueueEntry, properties: Properties, rewritten: () => void): void {
    const { commit, store } = this.#options;
    const write = () => {
      store.update(entry);
      if (Object.keys(properties).length === 0) return;
      store.rewrite(entry, withApplicationProperties(store.bytes(entry), properties));
    };
    commit.write(write, rewritten);
  }

  #deadLetter(entry: QueueEntry, properties: Properties, moved?: () => void): void {
    const { store, deadLetters } = this.#options;
    const bytes = withApplicationProperties(store.bytes(entry), properties);
    (deadLetters ?? this).#receiveDeadLetter(bytes, entry.deliveries);
    this.#remove(entry, moved);
  }

  /** A dead letter does not expire, and keeps its delivery count. */
  #receiveDeadLetter(bytes: Buffer, deliveries: number): void {
    const { commit, store } = this.#options;
    let entry: QueueEntry | undefined;
    const write = () => {
      entry = this.#insert({ bytes, scheduledFor: undefined, timeToLiveMs: undefined }, deliveries);
      store.saveLastSequence(this.#lastSequence);
    };
    commit.write(write, () => entry && this.#admit(entry));
  }

  #timePassed(): void {
    for (const { entry } of this.#locks.takeExpired()) this.#giveBack(entry);
    for (;;) {
      const next = this.#scheduled.peek();
      if (next === undefined || (!next.gone && (next.scheduledFor ?? 0) > Date.now())) break;
      this.#scheduled.pop();
      if (!next.gone) this.#activate(next);
    }
    this.#alarm.setTo(this.#locks.nextExpiry());
    this.#alarm.setTo(this.#scheduled.peek()?.scheduledFor);
  }

  /** A scheduled message arrives when its time has come, with a sequence number of that time. */
  #activate(entry: QueueEntry): void {
    const { commit, store } = this.#options;
    this.#scheduledCount -= 1;
    this.#entries.delete(entry.sequence);
    this.#lastSequence += 1;
    entry.sequence = this.#lastSequence;
    entry.state = "active";
    entry.enqueuedAt = Date.now();
    const write = () => {
      store.update(entry);
      store.saveLastSequence(this.#lastSequence);
    };
    commit.write(write, () => this.#admit(entry));
  }

  #findAll(sequences: readonly number[], fits: (entry: QueueEntry) => boolean): QueueEntry[] | undefined {
    const entries = sequences.map((sequence) => this.#entries.get(sequence));
    const found = entries.filter((entry) => entry !== undefined && fits(entry)) as QueueEntry[];
    return found.length === sequences.length ? found : undefined;
  }
}
