import type { ContainerDefinition } from "../metadata/definitions";
import type { KeyRange } from "../partition-key/key-ranges";
import { keyPaths } from "../partition-key/partition-key";
import { createDocumentTable, type DocumentTable, documentTable } from "./document-table";
import type { Persistent } from "./group-commit";
import { type IndexingPolicy, indexingPolicy } from "./indexing-policy";
import type { Numbered } from "./resource-table";
import type { Store } from "./store";
import { dropTermIndexes, type TermIndexes, termIndexes } from "./term-index";

/** A container, open: its definition and everything that works on its documents. */
export interface Container extends Persistent {
  /** `database/container`, as requests are counted. */
  readonly name: string;
  readonly definition: ContainerDefinition;
  readonly table: string;
  readonly ranges: readonly KeyRange[];
  readonly keyPaths: readonly (readonly string[])[];
  readonly documents: DocumentTable;
  readonly indexing: IndexingPolicy;
  readonly terms: TermIndexes;
  /** The sequence number of the last write. */
  readonly lsn: number;
  nextLsn(): number;
}

export function openContainer(
  store: Store,
  name: string,
  { number, definition }: Numbered<ContainerDefinition>,
  ranges: readonly KeyRange[],
): Container {
  const table = containerTable(number);
  createDocumentTable(store, table, definition);
  store.run("INSERT OR IGNORE INTO sequences(container, lsn) VALUES (?, 0)", number);
  const indexing = indexingPolicy(definition.indexingPolicy);
  const paths = keyPaths(definition.partitionKey.paths);
  let lsn = Number(store.row("SELECT lsn FROM sequences WHERE container = ?", number)?.[0]);
  return {
    name,
    definition,
    table,
    ranges,
    keyPaths: paths,
    indexing,
    documents: documentTable(store, table, definition),
    terms: termIndexes(store, table, indexing, paths.length > 1),
    get lsn() {
      return lsn;
    },
    nextLsn() {
      lsn += 1;
      return lsn;
    },
    persist() {
      store.run("UPDATE sequences SET lsn = ? WHERE container = ?", lsn, number);
    },
  };
}

export function dropContainer(store: Store, number: number): void {
  dropTermIndexes(store, containerTable(number));
  store.exec(`DROP TABLE IF EXISTS ${containerTable(number)}`);
  store.run("DELETE FROM sequences WHERE container = ?", number);
}

export function containerTable(number: number): string {
  return `documents${number}`;
}
