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

/** Open until `close`, for this process alone. */
export interface BrokerFile {
  readonly database: Database.Database;
  close(): void;
}

/** Throws when another broker has the file: two on one file would deliver every message twice. */
export function openBrokerFile(file: string): BrokerFile {
  const unlock = lockFile(`${file}-lock`);
  const database = new Database(file);
  database.exec("PRAGMA journal_mode = WAL");
  database.exec("PRAGMA synchronous = FULL");
  database.exec(schema);
  return {
    database,
    close() {
      database.close();
      unlock();
    },
  };
}

/**
 * A transaction that stays open, in a file of its own: the system ends it with the process, however that ends.
 * (SQLite's locking_mode = EXCLUSIVE is not given up by libsql's `close` before the last statement is collected.)
 */
function lockFile(file: string): () => void {
  const database = new Database(file);
  try {
    database.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    throw new Error(`Another Service Bus emulator is running on this data (${file}).`, { cause });
  }
  return () => {
    database.exec("ROLLBACK");
    database.close();
  };
}
