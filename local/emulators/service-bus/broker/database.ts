import Database from "libsql";

const schema = `
  CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY,
    entity TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    state TEXT NOT NULL,
    deliveries INTEGER NOT NULL,
    enqueued_at INTEGER NOT NULL,
    scheduled_for INTEGER,
    time_to_live INTEGER,
    message BLOB NOT NULL
  );
  CREATE UNIQUE INDEX IF NOT EXISTS messages_in_order ON messages (entity, sequence);
  CREATE TABLE IF NOT EXISTS sequences (entity TEXT PRIMARY KEY, last INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS message_ids (
    entity TEXT NOT NULL,
    message_id TEXT NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (entity, message_id)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS message_ids_by_age ON message_ids (until);
`;

/** The broker's file. Locked as long as it is open: two brokers on one file would deliver every message twice. */
export function openDatabase(file: string): Database.Database {
  const database = new Database(file);
  database.exec("PRAGMA locking_mode = EXCLUSIVE");
  database.exec("PRAGMA journal_mode = WAL");
  database.exec("PRAGMA synchronous = FULL");
  database.exec(schema);
  return database;
}
