import { failures } from "../failure";
import type { ContainerDefinition, DatabaseDefinition } from "../metadata/definitions";
import { type Container, containerTable, dropContainer, openContainer } from "./container";
import { recomputeExpiry } from "./expiry";
import { containerRid, databaseRid, newEtag, secondsNow } from "./resource-names";
import type { Store } from "./store";
import { dropTermIndexes } from "./term-index";

type New<Definition> = Omit<Definition, "_rid" | "_self" | "_etag" | "_ts">;

/** The databases and containers of the account. What is missing answers 404, what is taken 409. */
export interface Catalog {
  databases(): readonly DatabaseDefinition[];
  database(id: string): DatabaseDefinition;
  createDatabase(definition: New<DatabaseDefinition>): DatabaseDefinition;
  deleteDatabase(id: string): void;
  containers(database: string): readonly ContainerDefinition[];
  container(database: string, id: string): Container;
  createContainer(database: string, definition: New<ContainerDefinition>): ContainerDefinition;
  /** Keeps the documents. */
  replaceContainer(database: string, id: string, definition: New<ContainerDefinition>): ContainerDefinition;
  deleteContainer(database: string, id: string): void;
  openContainers(): Iterable<Container>;
}

/** The parent under which databases are kept. */
const account = "";

export function openCatalog(store: Store): Catalog {
  store.exec(`
    CREATE TABLE IF NOT EXISTS resources(number INTEGER PRIMARY KEY AUTOINCREMENT, parent TEXT NOT NULL, id TEXT NOT NULL,
      definition TEXT NOT NULL, UNIQUE(parent, id));
    CREATE TABLE IF NOT EXISTS sequences(container INTEGER PRIMARY KEY, lsn INTEGER NOT NULL)`);
  const open = new Map<string, Container>();

  const find = <Definition>(parent: string, id: string): { number: number; definition: Definition } | undefined => {
    const row = store.row("SELECT number, definition FROM resources WHERE parent = ? AND id = ?", parent, id);
    return row && { number: Number(row[0]), definition: JSON.parse(row[1] as string) as Definition };
  };
  const existing = <Definition>(parent: string, id: string) => {
    const found = find<Definition>(parent, id);
    if (!found) throw failures.noSuchResource();
    return found;
  };
  const list = <Definition>(parent: string): Definition[] =>
    store
      .rows("SELECT definition FROM resources WHERE parent = ? ORDER BY number", parent)
      .map(([definition]) => JSON.parse(definition as string) as Definition);
  const save = (number: number, definition: unknown) =>
    store.run("UPDATE resources SET definition = ? WHERE number = ?", JSON.stringify(definition), number);
  const create = <Definition extends { readonly id: string }>(
    parent: string,
    definition: Definition,
    ridOf: (number: number) => string,
  ) => {
    if (find(parent, definition.id)) throw failures.conflict();
    store.run("INSERT INTO resources(parent, id, definition) VALUES (?, ?, '{}')", parent, definition.id);
    const { number } = existing(parent, definition.id);
    const created = withSystemProperties(definition, ridOf(number));
    save(number, created);
    return { number, created };
  };
  const remove = (number: number) => store.run("DELETE FROM resources WHERE number = ?", number);
  const keyOf = (database: string, id: string) => `${database}/${id}`;
  const openNow = (database: string, id: string): Container => {
    const key = keyOf(database, id);
    const known = open.get(key);
    if (known) return known;
    const found = find<ContainerDefinition>(database, id);
    if (!found) throw failures.noSuchOwner();
    const container = openContainer(store, key, found.number, found.definition);
    open.set(key, container);
    return container;
  };

  const catalog: Catalog = {
    databases: () => list(account),
    database: (id) => existing<DatabaseDefinition>(account, id).definition,
    createDatabase: (definition) => create(account, definition, databaseRid).created,
    deleteDatabase(id) {
      const { number } = existing(account, id);
      for (const container of list<ContainerDefinition>(id)) catalog.deleteContainer(id, container.id);
      remove(number);
    },
    containers(database) {
      existing(account, database);
      return list(database);
    },
    container: openNow,
    createContainer(database, definition) {
      existing(account, database);
      const { created } = create(database, definition, containerRid);
      openNow(database, definition.id);
      return created;
    },
    replaceContainer(database, id, definition) {
      const { number, definition: before } = existing<ContainerDefinition>(database, id);
      const replaced = withSystemProperties({ ...definition, id, partitionKey: before.partitionKey }, before._rid);
      save(number, replaced);
      open.delete(keyOf(database, id));
      recomputeExpiry(store, containerTable(number), replaced);
      dropTermIndexes(store, containerTable(number));
      openNow(database, id);
      return replaced;
    },
    deleteContainer(database, id) {
      const { number } = existing(database, id);
      open.delete(keyOf(database, id));
      dropContainer(store, number);
      remove(number);
    },
    openContainers: () => open.values(),
  };
  return catalog;
}

function withSystemProperties<Definition>(definition: Definition, rid: string) {
  return { ...definition, _rid: rid, _self: rid, _etag: newEtag(), _ts: secondsNow() };
}
