import { randomBytes } from "node:crypto";
import { tokenOf } from "../message/lock-token";
import type { Lock, QueueEntry } from "./queue-entry";

/** Who has which message, and until when. Not durable: after a restart every message is free again. */
export interface LockTable {
  readonly size: number;
  grant(entry: QueueEntry): Lock;
  /** The lock, as long as it holds. */
  find(token: string): Lock | undefined;
  renew(lock: Lock): void;
  release(lock: Lock): void;
  /** Takes out the locks that have run out. */
  takeExpired(): Lock[];
  nextExpiry(): number | undefined;
}

export function lockTable(lockMs: number): LockTable {
  // All locks last equally long, so the order of granting is the order of expiry.
  const locks = new Map<string, Lock>();
  const release = ({ token, entry }: Lock) => {
    locks.delete(token);
    entry.lock = undefined;
  };
  return {
    get size() {
      return locks.size;
    },
    grant(entry) {
      const lock: Lock = { token: tokenOf(randomBytes(16)), entry, until: Date.now() + lockMs };
      locks.set(lock.token, lock);
      entry.lock = lock;
      return lock;
    },
    find(token) {
      const lock = locks.get(token);
      return lock !== undefined && lock.until > Date.now() ? lock : undefined;
    },
    renew(lock) {
      lock.until = Date.now() + lockMs;
      locks.delete(lock.token);
      locks.set(lock.token, lock);
    },
    release,
    takeExpired() {
      const expired: Lock[] = [];
      for (const lock of locks.values()) {
        if (lock.until > Date.now()) break;
        expired.push(lock);
      }
      for (const lock of expired) release(lock);
      return expired;
    },
    nextExpiry: () => locks.values().next().value?.until,
  };
}
