import type { MessageState } from "../message/delivered-message";

/** A message in memory: everything but its bytes, which stay in the file. Times in milliseconds since 1970. */
export interface QueueEntry {
  readonly id: number;
  /** A scheduled message gets a new one when its time has come. */
  sequence: number;
  state: MessageState;
  /** How often it was locked for a receiver. */
  deliveries: number;
  enqueuedAt: number;
  readonly scheduledFor: number | undefined;
  readonly timeToLiveMs: number | undefined;
  lock: Lock | undefined;
  /** Settled, expired or moved: whoever still has it on a list leaves it out. */
  gone: boolean;
}

export interface Lock {
  readonly token: string;
  readonly entry: QueueEntry;
  until: number;
}

export function hasExpired({ enqueuedAt, timeToLiveMs }: QueueEntry, now: number): boolean {
  return timeToLiveMs !== undefined && enqueuedAt + timeToLiveMs <= now;
}
