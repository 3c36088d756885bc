import type { Store } from "./store";

/** Something to tell at the end of a transaction: how far a container's sequence has come. */
export interface Persistent {
  persist(): void;
}

export interface GroupCommit {
  /**
   * Runs `work` in the transaction of this turn of the event loop, and settles once that is on the disk. Work of more
   * than one writing statement that may fail half-way must be `undoable`.
   */
  write<Result>(owner: Persistent, work: () => Result, options?: { readonly undoable: boolean }): Promise<Result>;
  /** Commits what waits, at once. */
  flush(): void;
}

interface Waiting {
  readonly owner: Persistent;
  readonly run: () => () => void;
  readonly fail: (error: unknown) => void;
}

/** All writes that arrive in one turn of the event loop share one transaction, and so one sync of the disk. */
export function groupCommit(store: Store): GroupCommit {
  let waiting: Waiting[] = [];

  const flush = (): void => {
    if (waiting.length === 0) return;
    const group = waiting;
    waiting = [];
    const settle: (() => void)[] = [];
    try {
      store.run("BEGIN IMMEDIATE");
      for (const { run } of group) settle.push(run());
      for (const owner of new Set(group.map((write) => write.owner))) owner.persist();
      store.run("COMMIT");
    } catch (error) {
      rollBack(store);
      for (const { fail } of group) fail(error);
      return;
    }
    for (const tell of settle) tell();
  };

  return {
    flush,
    write: (owner, work, options) =>
      new Promise((resolve, reject) => {
        const run = () => {
          try {
            const result = options?.undoable ? undoably(store, work) : work();
            return () => resolve(result);
          } catch (error) {
            return () => reject(error as Error);
          }
        };
        waiting.push({ owner, run, fail: reject });
        if (waiting.length === 1) setImmediate(flush);
      }),
  };
}

function undoably<Result>(store: Store, work: () => Result): Result {
  store.run("SAVEPOINT operation");
  try {
    const result = work();
    store.run("RELEASE operation");
    return result;
  } catch (error) {
    store.run("ROLLBACK TO operation");
    store.run("RELEASE operation");
    throw error;
  }
}

function rollBack(store: Store): void {
  try {
    store.run("ROLLBACK");
  } catch {
    // There may be no transaction left; the error that brought us here is the one to tell.
  }
}
