import { Failure } from "../failure";
import type { Log } from "../log";
import { isScarce } from "./number-sequence";

export interface NumberBlock {
  readonly format: string;
  /** The first and the last number of the block. */
  readonly first: number;
  readonly last: number;
  /** How many numbers the sequence has left behind this block. */
  readonly remaining: number;
}

export interface NumberSequences {
  /**
   * Takes the next block of a sequence for good, with one conditional write: no number is ever in two blocks (S7).
   * Rejects with `number-sequence-exhausted`, `headquarters-unavailable`, or `reference-missing` for an unknown id.
   */
  takeBlock(sequenceId: string, signal?: AbortSignal): Promise<NumberBlock>;
}

/** `00-########` and 4021 give `00-00004021`. */
export function formatNumber(format: string, value: number): string {
  return format.replace(/#+/, (digits) => {
    const text = String(value);
    if (text.length > digits.length) throw new Failure("number-sequence-exhausted", `The format ${format} is full.`);
    return text.padStart(digits.length, "0");
  });
}

export type NextNumber = (sequenceId: string, signal?: AbortSignal) => Promise<string>;

const blockTimeoutMs = 2_000;

/**
 * Numbers from blocks that this instance holds in memory (non-continuous: what a stopped instance held is skipped,
 * never given twice). Callers that come together while a block is fetched share that one request.
 */
export function nextNumber(sequences: NumberSequences, log: Log): NextNumber {
  const held = new Map<string, { format: string; next: number; last: number }>();
  const fetching = new Map<string, Promise<void>>();

  async function fetchBlock(sequenceId: string): Promise<void> {
    const block = await sequences.takeBlock(sequenceId, AbortSignal.timeout(blockTimeoutMs));
    held.set(sequenceId, { format: block.format, next: block.first, last: block.last });
    const { first, last, remaining } = block;
    log.info("number-sequence.block-taken", { sequenceId, first, last, remaining });
    if (isScarce(remaining, last - first + 1)) log.warn("number-sequence.nearly-exhausted", { sequenceId, remaining });
  }

  return async (sequenceId, signal) => {
    for (;;) {
      signal?.throwIfAborted();
      const block = held.get(sequenceId);
      if (block !== undefined && block.next <= block.last) {
        const value = block.next;
        block.next += 1;
        return formatNumber(block.format, value);
      }
      let fetched = fetching.get(sequenceId);
      if (fetched === undefined) {
        fetched = fetchBlock(sequenceId).finally(() => fetching.delete(sequenceId));
        fetching.set(sequenceId, fetched);
      }
      await (signal === undefined ? fetched : Promise.race([fetched, aborted(signal)]));
    }
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
