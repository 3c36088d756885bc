import type Database from "libsql";

/**
 * One transaction for everything that is written within one turn of the event loop, so that a disk's fsync is paid
 * once for all of it. What has to be true before a client is answered is said in `committed`.
 */
export interface GroupCommit {
  /** Writes now, within the group's transaction; `committed` runs when it is on the disk. */
  write(work: () => void, committed?: () => void): void;
  /** Ends the group at once, and what its callbacks write too. */
  flush(): void;
}

export function groupCommit(database: Database.Database): GroupCommit {
  const begin = database.prepare("BEGIN IMMEDIATE");
  const commit = database.prepare("COMMIT");
  let waiting: (() => void)[] = [];
  let open = false;
  let scheduled: NodeJS.Immediate | undefined;

  // Memory is ahead of the file then, and nobody was promised anything yet: the process ends, whoever would catch it.
  const orEnd = (step: () => void) => {
    try {
      step();
    } catch (error) {
      clearImmediate(scheduled);
      process.nextTick(() => {
        throw error;
      });
      throw error;
    }
  };

  const end = () => {
    clearImmediate(scheduled);
    orEnd(() => commit.run());
    open = false;
    const done = waiting;
    waiting = [];
    for (const committed of done) committed();
  };

  return {
    write(work, committed) {
      if (!open) {
        orEnd(() => begin.run());
        open = true;
        scheduled = setImmediate(end);
      }
      orEnd(work);
      if (committed) waiting.push(committed);
    },
    flush() {
      while (open) end();
    },
  };
}
