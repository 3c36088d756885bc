import { Failure, isFailure } from "../../failure";
import type { Log } from "../../log";
import { type HeldKeys, longestHoldMs } from "./creation-locks";

export interface WhileHeldPorts {
  readonly log: Log;
  now(): Date;
  /** Waits a moment, never twice the same, before locks are asked for again. */
  pause(): Promise<void>;
}

/** Longer than what crashed holds its keys. */
const patienceMs = longestHoldMs + 5_000;

/** Works while it holds keys; waits for them, and rejects with `dependency-unavailable` when it waits in vain. */
export type WhileHeld = <Done>(take: () => Promise<HeldKeys | undefined>, work: () => Promise<Done>) => Promise<Done>;

export function whileHeld({ log, now, pause }: WhileHeldPorts): WhileHeld {
  return async (take, work) => {
    const held = await inTurn(take);
    try {
      return await work();
    } finally {
      await release(held);
    }
  };

  async function inTurn(take: () => Promise<HeldKeys | undefined>): Promise<HeldKeys> {
    const until = now().getTime() + patienceMs;
    for (;;) {
      const held = await take();
      if (held) return held;
      if (now().getTime() > until) {
        throw new Failure("dependency-unavailable", "Somebody else keeps working on the same customer.");
      }
      await pause();
    }
  }

  // A crash before this, or a database that is away, leaves locks that end by themselves.
  async function release(held: HeldKeys): Promise<void> {
    try {
      await held.release();
    } catch (error) {
      if (!isFailure(error)) throw error;
      log.warn("creation-locks.left-to-expire", { kind: error.kind });
    }
  }
}
