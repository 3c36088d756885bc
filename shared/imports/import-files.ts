import type { Bytes } from "./reading/text-lines";

/**
 * Where an upload is kept until its rows are imported. Every method rejects with `dependency-unavailable` when the
 * storage is away.
 */
export interface ImportFiles {
  /** Keeps a file as it streams in, whole or not at all; rejects as `content` does. */
  keep(importId: string, content: Bytes): Promise<void>;
  /** The bytes from `from` on, a piece at a time. Rejects with `not-found` when the file is gone. */
  read(importId: string, from: number): AsyncIterable<Uint8Array>;
  /** Takes the file away; one that is gone already is no fault. */
  remove(importId: string): Promise<void>;
}
