import { createHash } from "node:crypto";
import type { IndexingPolicy, TermPath } from "./indexing-policy";
import type { Store } from "./store";
import { termsSource, topProperty } from "./term-source";

/**
 * A table of one path's values: (scope, value, rid), kept by triggers in the same transaction as the documents. The
 * scope is the first level of a hierarchical partition key, so that a search under a prefix reads nothing else.
 */
export interface TermIndex {
  readonly table: string;
  readonly path: TermPath;
}

export interface TermIndexes {
  /** Whether `of` would give an index. */
  canHave(path: TermPath): boolean;
  /** The index of a path that the policy covers; made now when it is missing. */
  of(path: TermPath): TermIndex;
  /** Makes the index serve searches across scopes as well; the name of the SQLite index that does. */
  acrossScopes(index: TermIndex): string;
}

/** Makes the indexes that the policy names at once, those it covers with a wildcard when a query first needs them. */
export function termIndexes(store: Store, documents: string, policy: IndexingPolicy, isScoped: boolean): TermIndexes {
  const known = new Map<string, TermIndex>();
  const across = new Set<string>();
  const of = (path: TermPath): TermIndex => {
    const key = indexKey(path);
    const existing = known.get(key);
    if (existing) return existing;
    const index = { table: `${tablePrefix(documents)}${shortHash(key)}`, path };
    createTermIndex(store, documents, index, isScoped);
    known.set(key, index);
    return index;
  };
  const canHave = (path: TermPath) => termsSource("body", path) !== undefined && policy.covers(path);
  for (const path of policy.namedPaths) if (canHave(path)) of(path);
  return {
    of,
    canHave,
    acrossScopes({ table }) {
      const name = `${table}_across`;
      if (!across.has(name)) store.exec(`CREATE INDEX IF NOT EXISTS ${name} ON ${table}(value, rid)`);
      across.add(name);
      return name;
    },
  };
}

/** Drops all term indexes of a container: with it, or because its policy is another now. */
export function dropTermIndexes(store: Store, documents: string): void {
  const tables = store.rows(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, ?) = ?",
    tablePrefix(documents).length,
    tablePrefix(documents),
  );
  for (const [table] of tables) {
    for (const event of ["inserted", "deleted", "updated"]) store.exec(`DROP TRIGGER IF EXISTS ${table}_${event}`);
    store.exec(`DROP TABLE ${table}`);
  }
}

const tablePrefix = (documents: string): string => `${documents}_terms_`;

/** A value and the elements of an array in its place are indexed in one table. */
function indexKey(path: TermPath): string {
  return (path.at(-1) === "[]" ? path.slice(0, -1) : path).join("/");
}

function createTermIndex(store: Store, documents: string, { table, path }: TermIndex, isScoped: boolean): void {
  if (store.row("SELECT 1 FROM sqlite_master WHERE name = ?", table)) return;
  const terms = (row: string) => termsSource(`${row}body`, path);
  const scope = (row: string) => (isScoped ? `${row}pk -> '$[0]'` : "''");
  const insert = `INSERT OR IGNORE INTO ${table}
    SELECT ${scope("new.")}, term.atom, new.rid FROM ${terms("new.")} WHERE term.atom IS NOT NULL`;
  const remove = `DELETE FROM ${table} WHERE scope = ${scope("old.")} AND rid = old.rid AND value IN
    (SELECT term.atom FROM ${terms("old.")} WHERE term.atom IS NOT NULL)`;
  const top = topProperty(path);
  store.execTogether(`
    CREATE TABLE ${table}(scope TEXT NOT NULL, value NOT NULL, rid INTEGER NOT NULL, PRIMARY KEY(scope, value, rid)) WITHOUT ROWID;
    INSERT OR IGNORE INTO ${table}
      SELECT ${scope("d.")}, term.atom, d.rid FROM ${documents} d, ${terms("d.")} WHERE term.atom IS NOT NULL;
    CREATE TRIGGER ${table}_inserted AFTER INSERT ON ${documents} BEGIN ${insert}; END;
    CREATE TRIGGER ${table}_deleted AFTER DELETE ON ${documents} BEGIN ${remove}; END;
    CREATE TRIGGER ${table}_updated AFTER UPDATE OF body ON ${documents}
      WHEN old.body -> ${top} IS NOT new.body -> ${top} BEGIN ${remove}; ${insert}; END`);
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 10);
}
