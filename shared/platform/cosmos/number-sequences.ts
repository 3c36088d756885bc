import type { PatchOperation } from "@azure/cosmos";
import { z } from "zod";
import { Failure } from "../../failure";
import {
  collections,
  type NumberBlock,
  type NumberSequence,
  type NumberSequences,
  remainingNumbers,
} from "../../headquarters";
import { configurationPartition, itemDocumentId } from "./configuration-documents";
import { hasStatus, reaching } from "./cosmos-failure";
import type { HeadquartersDatabase } from "./databases";
import { request } from "./request";

const document = z.object({ item: collections["number-sequences"] });

/** Takes blocks with one conditional patch each; the size of a block is remembered from the last answer. */
export function cosmosNumberSequences({ configuration }: Pick<HeadquartersDatabase, "configuration">): NumberSequences {
  const known = new Map<string, NumberSequence>();

  async function read(sequenceId: string, signal: AbortSignal | undefined): Promise<NumberSequence> {
    const { resource } = await configuration
      .item(itemDocumentId("number-sequences", sequenceId), configurationPartition)
      .read(request(signal));
    if (resource === undefined) throw new Failure("reference-missing", `There is no number sequence ${sequenceId}.`);
    return document.parse(resource).item;
  }

  /** Answers undefined when the sequence is not as it was thought to be. */
  async function take(
    sequenceId: string,
    size: number,
    signal: AbortSignal | undefined,
  ): Promise<NumberBlock | undefined> {
    const operations: PatchOperation[] = [{ op: "incr", path: "/item/next", value: size }];
    const condition = `FROM c WHERE c.item.next + ${size} <= c.item.largest + 1`;
    try {
      const { resource } = await configuration
        .item(itemDocumentId("number-sequences", sequenceId), configurationPartition)
        .patch({ condition, operations }, request(signal));
      const sequence = document.parse(resource).item;
      known.set(sequenceId, sequence);
      const { format, next } = sequence;
      return { format, first: next - size, last: next - 1, remaining: remainingNumbers(sequence) };
    } catch (error) {
      if (hasStatus(error, 412) || hasStatus(error, 404)) return undefined;
      throw error;
    }
  }

  return {
    takeBlock: (sequenceId, signal) =>
      reaching("headquarters-unavailable", async () => {
        const size = known.get(sequenceId)?.blockSize;
        const block = size === undefined ? undefined : await take(sequenceId, size, signal);
        if (block) return block;
        for (;;) {
          const { next, largest, blockSize } = await read(sequenceId, signal);
          const left = largest - next + 1;
          if (left <= 0)
            throw new Failure("number-sequence-exhausted", `The number sequence ${sequenceId} is exhausted.`);
          const taken = await take(sequenceId, Math.min(blockSize, left), signal);
          if (taken) return taken;
        }
      }),
  };
}
