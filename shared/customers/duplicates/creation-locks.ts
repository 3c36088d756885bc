/** How long a creation or a merge may hold its keys. Whoever crashed holds them no longer than that. */
export const longestHoldMs = 15_000;

export interface KeysToHold {
  /** In one order for everybody. They are hashes: a lock says nothing of a person. */
  readonly keys: readonly string[];
  /** The customer that is being created, or the merge: repeated, it takes over what the first one held (C6). */
  readonly owner: string;
  readonly now: Date;
}

export interface HeldKeys {
  /** Gives up what is still this hold's. */
  release(): Promise<void>;
}

/**
 * Keys that one creation or merge at a time holds, so that two of the same person cannot overlook each other (C7): at
 * headquarters, or in a channel database group.
 */
export interface CreationLocks {
  /**
   * Holds all keys, or none: answers undefined while somebody else holds one of them. What was held for longer than
   * `longestHoldMs` is free. Rejects with `headquarters-unavailable` or `channel-database-unavailable`.
   */
  take(hold: KeysToHold, signal?: AbortSignal): Promise<HeldKeys | undefined>;
}
