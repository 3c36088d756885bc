import { failures } from "../failure";
import type { ContainerDefinition, DatabaseDefinition } from "../metadata/definitions";
import type { KeyRange } from "../partition-key/key-ranges";
import { type Container, containerTable, dropContainer, openContainer } from "./container";
import { recomputeExpiry } from "./expiry";
import { containerRid, databaseRid } from "./resource-names";
import { type Numbered, openResourceTable, type SystemProperties, withSystemProperties } from "./resource-table";
import type { Store } from "./store";
import { dropTermIndexes } from "./term-index";

type New<Definition> = Omit<Definition, keyof SystemProperties>;

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

/** The parent that databases are kept under. */
const account = "";

/** `ranges` are the physical partitions of every container. */
export function openCatalog(store: Store, ranges: readonly KeyRange[]): Catalog {
  const resources = openResourceTable(store);
  const containers = openContainers(store, ranges, (database, id) => resources.find<ContainerDefinition>(database, id));
  const catalog: Catalog = {
    databases: () => resources.list(account),
    database: (id) => resources.get<DatabaseDefinition>(account, id).definition,
    createDatabase: (definition) => resources.create(account, definition, databaseRid),
    deleteDatabase(id) {
      const { number } = resources.get(account, id);
      for (const container of resources.list<ContainerDefinition>(id)) catalog.deleteContainer(id, container.id);
      resources.remove(number);
    },
    containers(database) {
      resources.get(account, database);
      return resources.list(database);
    },
    container: containers.get,
    createContainer(database, definition) {
      resources.get(account, database);
      const created = resources.create(database, definition, containerRid);
      containers.get(database, definition.id);
      return created;
    },
    replaceContainer(database, id, definition) {
      const { number, definition: before } = resources.get<ContainerDefinition>(database, id);
      const replaced = withSystemProperties({ ...definition, id, partitionKey: before.partitionKey }, before._rid);
      resources.save(number, replaced);
      recomputeExpiry(store, containerTable(number), replaced);
      dropTermIndexes(store, containerTable(number));
      containers.forget(database, id);
      containers.get(database, id);
      return replaced;
    },
    deleteContainer(database, id) {
      const { number } = resources.get(database, id);
      containers.forget(database, id);
      dropContainer(store, number);
      resources.remove(number);
    },
    openContainers: containers.all,
  };
  return catalog;
}

/** Containers are opened once, when they are first needed. */
function openContainers(
  store: Store,
  ranges: readonly KeyRange[],
  find: (database: string, id: string) => Numbered<ContainerDefinition> | undefined,
) {
  store.exec("CREATE TABLE IF NOT EXISTS sequences(container INTEGER PRIMARY KEY, lsn INTEGER NOT NULL)");
  const open = new Map<string, Container>();
  return {
    get(database: string, id: string): Container {
      const name = `${database}/${id}`;
      const known = open.get(name);
      if (known) return known;
      const found = find(database, id);
      if (!found) throw failures.noSuchOwner();
      const container = openContainer(store, name, found, ranges);
      open.set(name, container);
      return container;
    },
    forget(database: string, id: string): void {
      open.delete(`${database}/${id}`);
    },
    all: () => open.values(),
  };
}
