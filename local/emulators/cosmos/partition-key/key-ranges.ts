import { containsKey, type EffectiveRange, effectivePartitionKey, wholeRange } from "./effective-partition-key";
import type { PartitionKey } from "./partition-key";

/** One physical partition: the documents whose hashed key is in it. */
export interface KeyRange extends EffectiveRange {
  readonly id: string;
}

/** Hashes have 128 bits, of which the service keeps the two highest free. */
const hashSpace = 1n << 126n;

/** So many ranges of the same width, which are all of the hash space. */
export function keyRanges(count: number): readonly KeyRange[] {
  const border = (index: number) => ((hashSpace * BigInt(index)) / BigInt(count)).toString(16).toUpperCase();
  return Array.from({ length: count }, (_, index) => ({
    id: String(index),
    min: index === 0 ? wholeRange.min : border(index).padStart(32, "0"),
    max: index === count - 1 ? wholeRange.max : border(index + 1).padStart(32, "0"),
  }));
}

/** The ranges that documents under this key can be in; borders fall between first levels, never within one. */
export function rangesOf(ranges: readonly KeyRange[], key: PartitionKey | undefined, isHierarchical: boolean) {
  if (ranges.length === 1 || key === undefined || key === "[]") return ranges;
  const effective = effectivePartitionKey(key, isHierarchical);
  return ranges.filter((range) => containsKey(range, effective));
}
