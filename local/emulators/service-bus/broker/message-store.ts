import type Database from "libsql";
import type { MessageState } from "../message/delivered-message";
import type { QueueEntry } from "./queue-entry";

/** The messages of one entity in the file. Every change belongs into `GroupCommit.write`. */
export interface MessageStore {
  /** In the order of the sequence numbers. */
  load(): QueueEntry[];
  insert(entry: QueueEntry, message: Buffer): void;
  remove(entry: QueueEntry): void;
  /** Sequence number, state, deliveries and the time of arrival, as the entry says now. */
  update(entry: QueueEntry): void;
  rewrite(entry: QueueEntry, message: Buffer): void;
  bytes(entry: QueueEntry): Buffer;
  /** Up to `count` sequence numbers from `first` upwards. */
  sequencesFrom(first: number, count: number): number[];
  lastSequence(): number;
  saveLastSequence(sequence: number): void;
  /** Notes the identifier until then; false when it was noted before and that has not run out by `now`. */
  noteMessageId(messageId: string, now: number, until: number): boolean;
  forgetMessageIds(now: number): void;
}

interface Row {
  readonly id: number;
  readonly sequence: number;
  readonly state: MessageState;
  readonly deliveries: number;
  readonly enqueued_at: number;
  readonly scheduled_for: number | null;
  readonly time_to_live: number | null;
}

export function messageStore(database: Database.Database, entity: string): MessageStore {
  const sql = statements(database);
  return {
    load: () => (sql.load.all(entity) as Row[]).map(entryOf),
    insert: (entry, message) => {
      const { id, sequence, state, deliveries, enqueuedAt, scheduledFor = null, timeToLiveMs = null } = entry;
      sql.insert.run(id, entity, sequence, state, deliveries, enqueuedAt, scheduledFor, timeToLiveMs, message);
    },
    remove: ({ id }) => {
      sql.remove.run(id);
    },
    update: ({ id, sequence, state, deliveries, enqueuedAt }) => {
      sql.update.run(sequence, state, deliveries, enqueuedAt, id);
    },
    rewrite: ({ id }, message) => {
      sql.rewrite.run(message, id);
    },
    bytes: ({ id }) => (sql.bytes.get(id) as { message: Buffer }).message,
    sequencesFrom: (first, count) =>
      (sql.sequencesFrom.all(entity, first, count) as Row[]).map(({ sequence }) => sequence),
    lastSequence: () => (sql.lastSequence.get(entity) as { last: number } | undefined)?.last ?? 0,
    saveLastSequence: (sequence) => {
      sql.saveLastSequence.run(entity, sequence);
    },
    noteMessageId: (messageId, now, until) => sql.noteMessageId.run(entity, messageId, until, now).changes === 1,
    forgetMessageIds: (now) => {
      sql.forgetMessageIds.run(now);
    },
  };
}

function entryOf(row: Row): QueueEntry {
  return {
    id: row.id,
    sequence: row.sequence,
    state: row.state,
    deliveries: row.deliveries,
    enqueuedAt: row.enqueued_at,
    scheduledFor: row.scheduled_for ?? undefined,
    timeToLiveMs: row.time_to_live ?? undefined,
    lock: undefined,
    gone: false,
  };
}

function statements(database: Database.Database) {
  return {
    load: database.prepare(
      `SELECT id, sequence, state, deliveries, enqueued_at, scheduled_for, time_to_live
       FROM messages WHERE entity = ? ORDER BY sequence`,
    ),
    insert: database.prepare("INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    remove: database.prepare("DELETE FROM messages WHERE id = ?"),
    update: database.prepare(
      "UPDATE messages SET sequence = ?, state = ?, deliveries = ?, enqueued_at = ? WHERE id = ?",
    ),
    rewrite: database.prepare("UPDATE messages SET message = ? WHERE id = ?"),
    bytes: database.prepare("SELECT message FROM messages WHERE id = ?"),
    sequencesFrom: database.prepare(
      "SELECT sequence FROM messages WHERE entity = ? AND sequence >= ? ORDER BY sequence LIMIT ?",
    ),
    lastSequence: database.prepare("SELECT last FROM sequences WHERE entity = ?"),
    saveLastSequence: database.prepare(
      "INSERT INTO sequences VALUES (?, ?) ON CONFLICT (entity) DO UPDATE SET last = excluded.last",
    ),
    noteMessageId: database.prepare(
      `INSERT INTO message_ids VALUES (?, ?, ?)
       ON CONFLICT (entity, message_id) DO UPDATE SET until = excluded.until WHERE until <= ?`,
    ),
    forgetMessageIds: database.prepare("DELETE FROM message_ids WHERE until <= ?"),
  };
}
