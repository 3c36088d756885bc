import { failures } from "../failure";
import type { ContainerDefinition } from "../metadata/definitions";
import type { PartitionKey } from "../partition-key/partition-key";
import { liveCondition } from "./expiry";
import type { Store } from "./store";
import { isPlain, jsonPath } from "./term-source";

export interface StoredDocument {
  readonly rid: number;
  readonly etag: string;
  readonly body: string;
}

/** A document as it is written: its row, and its text with the system properties in it. */
export interface DocumentRow extends StoredDocument {
  readonly partitionKey: PartitionKey;
  readonly id: string;
  /** Seconds. */
  readonly writtenAt: number;
  readonly lsn: number;
  readonly expiresAt: number | null;
}

export interface DocumentTable {
  find(partitionKey: PartitionKey, id: string): StoredDocument | undefined;
  /** Throws 409 when the id, or a unique key, is taken. */
  insert(row: DocumentRow): void;
  update(row: DocumentRow): void;
  delete(rid: number): void;
}

export function createDocumentTable(store: Store, table: string, definition: ContainerDefinition): void {
  store.exec(`
    CREATE TABLE IF NOT EXISTS ${table}(rid INTEGER PRIMARY KEY, pk TEXT NOT NULL, id TEXT NOT NULL, etag TEXT NOT NULL,
      ts INTEGER NOT NULL, lsn INTEGER NOT NULL, expires INTEGER, body TEXT NOT NULL);
    CREATE UNIQUE INDEX IF NOT EXISTS ${table}_pk ON ${table}(pk, id);
    CREATE INDEX IF NOT EXISTS ${table}_lsn ON ${table}(lsn);
    CREATE INDEX IF NOT EXISTS ${table}_expires ON ${table}(expires) WHERE expires IS NOT NULL`);
  for (const [index, { paths }] of (definition.uniqueKeyPolicy?.uniqueKeys ?? []).entries()) {
    const values = paths.map((path) => `coalesce(body -> ${uniqueKeyPath(path)}, '')`);
    store.exec(`CREATE UNIQUE INDEX IF NOT EXISTS ${table}_unique${index} ON ${table}(pk, ${values.join(", ")})`);
  }
}

export function documentTable(store: Store, table: string, definition: ContainerDefinition): DocumentTable {
  const live = liveCondition(definition);
  const find = `SELECT rid, etag, body FROM ${table} WHERE pk = ? AND id = ? AND ${live}`;
  const insert = `INSERT INTO ${table}(rid, pk, id, etag, ts, lsn, expires, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;
  const update = `UPDATE ${table} SET etag = ?, ts = ?, lsn = ?, expires = ?, body = ? WHERE rid = ?`;
  const remove = `DELETE FROM ${table} WHERE rid = ?`;
  const removeExpired = `DELETE FROM ${table} WHERE pk = ? AND expires <= unixepoch()`;

  /** What has expired but is not swept yet takes no ids and no unique keys. */
  const uniquely = (partitionKey: PartitionKey, write: () => void): void => {
    try {
      write();
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      if (live === "1" || store.run(removeExpired, partitionKey) === 0) throw failures.conflict();
      uniquely(partitionKey, write);
    }
  };
  return {
    find(partitionKey, id) {
      const row = store.row(find, partitionKey, id);
      return row && { rid: Number(row[0]), etag: row[1] as string, body: row[2] as string };
    },
    insert({ rid, partitionKey, id, etag, writtenAt, lsn, expiresAt, body }) {
      uniquely(partitionKey, () => store.run(insert, rid, partitionKey, id, etag, writtenAt, lsn, expiresAt, body));
    },
    update({ rid, partitionKey, etag, writtenAt, lsn, expiresAt, body }) {
      uniquely(partitionKey, () => store.run(update, etag, writtenAt, lsn, expiresAt, body, rid));
    },
    delete(rid) {
      store.run(remove, rid);
    },
  };
}

function uniqueKeyPath(path: string): string {
  const names = path.split("/").slice(1);
  if (!names.every(isPlain)) throw failures.unsupported(`a unique key with the path ${path}`);
  return jsonPath(names);
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && /UNIQUE constraint/i.test(error.message);
}
