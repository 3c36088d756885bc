import Database from "libsql";

export type SqlValue = string | number | bigint | null;
export type SqlRow = readonly SqlValue[];

/** SQLite, with each statement prepared once. Rows come as arrays: half the cost of objects in libsql. */
export interface Store {
  exec(sql: string): void;
  /** Several statements, all or none of them. */
  execTogether(sql: string): void;
  /** The number of rows changed. */
  run(sql: string, ...parameters: SqlValue[]): number;
  row(sql: string, ...parameters: SqlValue[]): SqlRow | undefined;
  rows(sql: string, ...parameters: SqlValue[]): readonly SqlRow[];
  close(): void;
}

const preparedLimit = 1_000;

/** `file` may be ":memory:". */
export function openStore(file: string): Store {
  const database = new Database(file);
  // FULL: what was answered is on the disk. The group commit makes it affordable.
  database.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY");
  const commands = preparedBy((sql) => database.prepare<SqlValue[]>(sql));
  const queries = preparedBy((sql) => database.prepare<SqlValue[]>(sql).raw());
  return {
    exec: (sql) => {
      database.exec(sql);
    },
    execTogether: (sql) => {
      database.exec("BEGIN IMMEDIATE");
      try {
        database.exec(sql);
        database.exec("COMMIT");
      } catch (error) {
        database.exec("ROLLBACK");
        throw error;
      }
    },
    run: (sql, ...parameters) => commands(sql).run(...parameters).changes,
    row: (sql, ...parameters) => queries(sql).get(...parameters) as SqlRow | undefined,
    rows: (sql, ...parameters) => queries(sql).all(...parameters) as SqlRow[],
    close: () => {
      database.close();
    },
  };
}

function preparedBy<Statement>(prepare: (sql: string) => Statement): (sql: string) => Statement {
  const prepared = new Map<string, Statement>();
  return (sql) => {
    const known = prepared.get(sql);
    if (known) return known;
    if (prepared.size >= preparedLimit) prepared.clear();
    const statement = prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
}
