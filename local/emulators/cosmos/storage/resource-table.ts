import { failures } from "../failure";
import { newEtag, secondsNow } from "./resource-names";
import type { Store } from "./store";

/** A resource's number is never used again; its definition is JSON. */
export interface Numbered<Definition> {
  readonly number: number;
  readonly definition: Definition;
}

/** The definitions of databases and containers, each under its parent. */
export interface ResourceTable {
  find<Definition>(parent: string, id: string): Numbered<Definition> | undefined;
  /** Throws 404. */
  get<Definition>(parent: string, id: string): Numbered<Definition>;
  /** In the order they were created in. */
  list<Definition>(parent: string): readonly Definition[];
  /** Throws 409 when the id is taken. */
  create<Definition extends { readonly id: string }>(
    parent: string,
    definition: Definition,
    ridOf: (number: number) => string,
  ): Definition & SystemProperties;
  save(number: number, definition: unknown): void;
  remove(number: number): void;
}

export interface SystemProperties {
  readonly _rid: string;
  readonly _self: string;
  readonly _etag: string;
  readonly _ts: number;
}

export function openResourceTable(store: Store): ResourceTable {
  store.exec(`CREATE TABLE IF NOT EXISTS resources(number INTEGER PRIMARY KEY AUTOINCREMENT, parent TEXT NOT NULL,
    id TEXT NOT NULL, definition TEXT NOT NULL, UNIQUE(parent, id))`);
  const table: ResourceTable = {
    find<Definition>(parent: string, id: string) {
      const row = store.row("SELECT number, definition FROM resources WHERE parent = ? AND id = ?", parent, id);
      return row && { number: Number(row[0]), definition: JSON.parse(row[1] as string) as Definition };
    },
    get<Definition>(parent: string, id: string) {
      const found = table.find<Definition>(parent, id);
      if (!found) throw failures.noSuchResource();
      return found;
    },
    list: <Definition>(parent: string) =>
      store
        .rows("SELECT definition FROM resources WHERE parent = ? ORDER BY number", parent)
        .map(([definition]) => JSON.parse(definition as string) as Definition),
    create(parent, definition, ridOf) {
      if (table.find(parent, definition.id)) throw failures.conflict();
      store.run("INSERT INTO resources(parent, id, definition) VALUES (?, ?, '{}')", parent, definition.id);
      const { number } = table.get(parent, definition.id);
      const created = withSystemProperties(definition, ridOf(number));
      table.save(number, created);
      return created;
    },
    save(number, definition) {
      store.run("UPDATE resources SET definition = ? WHERE number = ?", JSON.stringify(definition), number);
    },
    remove(number) {
      store.run("DELETE FROM resources WHERE number = ?", number);
    },
  };
  return table;
}

export function withSystemProperties<Definition>(definition: Definition, rid: string): Definition & SystemProperties {
  return { ...definition, _rid: rid, _self: rid, _etag: newEtag(), _ts: secondsNow() };
}
