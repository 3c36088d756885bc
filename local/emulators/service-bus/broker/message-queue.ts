import { withApplicationProperties } from "../message/application-properties";
import type { ArrivedMessage } from "../message/arrived-message";
import { deliveredMessage } from "../message/delivered-message";
import { type Alarm, alarm } from "./alarm";
import { type DeliveryCountWriter, deliveryCountWriter } from "./delivery-count-writer";
import { type LockTable, lockTable } from "./lock-table";
import type { MessageStore } from "./message-store";
import { minHeap } from "./min-heap";
import { hasExpired, type Lock, type QueueEntry } from "./queue-entry";
import { type QueueLedger, type QueueLedgerOptions, queueLedger } from "./queue-ledger";
import { deadLetterProperties, type Properties, type Settlement } from "./settlement";

export interface Backlog {
  readonly active: number;
  readonly locked: number;
  readonly scheduled: number;
  readonly deferred: number;
}

export interface MessageQueueOptions extends QueueLedgerOptions {
  readonly name: string;
  readonly lockMs: number;
  readonly maxDeliveryCount: number;
  /** Where its dead letters go; a queue of dead letters has none and keeps them. */
  readonly deadLetters: MessageQueue | undefined;
}

/** One queue: which messages are in it, in which state, and who may have them. Knows nothing of AMQP. */
export class MessageQueue {
  readonly name: string;
  /** Called when there may be something to deliver. */
  onAvailable: () => void = () => {};

  readonly #maxDeliveryCount: number;
  readonly #deadLetters: MessageQueue | undefined;
  readonly #store: MessageStore;
  readonly #ledger: QueueLedger;
  readonly #counts: DeliveryCountWriter;
  readonly #locks: LockTable;
  readonly #alarm: Alarm;
  readonly #entries = new Map<number, QueueEntry>();
  readonly #available = minHeap<QueueEntry>(({ sequence }) => sequence);
  readonly #scheduled = minHeap<QueueEntry>(({ scheduledFor = 0 }) => scheduledFor);
  #scheduledCount = 0;
  #deferredCount = 0;

  constructor(options: MessageQueueOptions) {
    this.name = options.name;
    this.#maxDeliveryCount = options.maxDeliveryCount;
    this.#deadLetters = options.deadLetters;
    this.#store = options.store;
    this.#ledger = queueLedger(options);
    this.#counts = deliveryCountWriter(options.commit, options.store);
    this.#locks = lockTable(options.lockMs);
    this.#alarm = alarm(() => this.#timePassed());
    for (const entry of options.store.load()) this.#admit(entry);
  }

  /** All messages, of whatever state. */
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
    this.#ledger.append(messages, (entries) => {
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
    const { deliveries, lock } = entry;
    return deliveredMessage(this.#store.bytes(entry), {
      ...entry,
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
        this.#ledger.update(entry, settlement.properties, () => {
          this.#giveBack(entry);
          settled();
        });
        break;
      case "defer":
        entry.state = "deferred";
        this.#deferredCount += 1;
        this.#ledger.update(entry, settlement.properties, settled);
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
    const last = entries?.pop();
    if (!entries || !last) return false;
    this.#scheduledCount -= entries.length + 1;
    for (const entry of entries) this.#remove(entry);
    this.#remove(last, cancelled);
    return true;
  }

  /** Up to `count` messages of any state, from this sequence number upwards. */
  peek(first: number, count: number): Buffer[] {
    const entries = this.#store.sequencesFrom(first, count).map((sequence) => this.#entries.get(sequence));
    return entries.filter((entry) => entry !== undefined).map((entry) => this.delivered(entry));
  }

  close(): void {
    this.#alarm.off();
    this.#counts.flush();
  }

  /** Takes note of an entry that is in the file. */
  #admit(entry: QueueEntry): void {
    this.#entries.set(entry.sequence, entry);
    if (entry.state === "scheduled") {
      this.#scheduledCount += 1;
      this.#scheduled.push(entry);
      this.#alarm.setTo(entry.scheduledFor);
    } else this.#giveBack(entry);
  }

  /** Nobody has it (any more). */
  #giveBack(entry: QueueEntry): void {
    if (entry.state === "deferred") {
      this.#deferredCount += 1;
    } else if (entry.deliveries >= this.#maxDeliveryCount) {
      const description = `Message could not be consumed after ${this.#maxDeliveryCount} delivery attempts.`;
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
    this.#ledger.remove(entry, removed);
  }

  #deadLetter(entry: QueueEntry, properties: Properties, moved?: () => void): void {
    const target = this.#deadLetters ?? this;
    const bytes = withApplicationProperties(this.#store.bytes(entry), properties);
    target.#ledger.appendDeadLetter(bytes, entry.deliveries, (deadLetter) => target.#admit(deadLetter));
    this.#remove(entry, moved);
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

  /** A scheduled message gets a new sequence number, as one that arrives when its time has come. */
  #activate(entry: QueueEntry): void {
    this.#scheduledCount -= 1;
    this.#entries.delete(entry.sequence);
    this.#ledger.arriveNow(entry, () => this.#admit(entry));
  }

  #findAll(sequences: readonly number[], fits: (entry: QueueEntry) => boolean): QueueEntry[] | undefined {
    const entries = sequences.map((sequence) => this.#entries.get(sequence));
    const found = entries.filter((entry) => entry !== undefined).filter(fits);
    return found.length === sequences.length ? found : undefined;
  }
}
