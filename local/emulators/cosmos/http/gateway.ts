import type { Catalog } from "../storage/catalog";
import type { GroupCommit } from "../storage/group-commit";
import type { Store } from "../storage/store";
import type { Reply } from "./reply";

/** What every request works on. */
export interface Gateway {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly commit: GroupCommit;
}

export interface Route {
  /** As it is counted: `database/container create`, or `metadata`. */
  readonly name: string;
  run(): Reply | Promise<Reply>;
}
