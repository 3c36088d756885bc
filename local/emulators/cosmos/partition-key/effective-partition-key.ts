import { murmurHash128 } from "./murmur-hash";
import type { PartitionKey } from "./partition-key";

/** From (inclusive) and to (exclusive) in the order of hashed partition keys, as hexadecimal text. */
export interface EffectiveRange {
  readonly min: string;
  readonly max: string;
}

/** What all documents are in. */
export const wholeRange: EffectiveRange = { min: "", max: "FF" };

/** Where a document stands in that order: hierarchical keys hash level by level. */
export function effectivePartitionKey(key: PartitionKey, isHierarchical: boolean): string {
  const values = JSON.parse(key) as unknown[];
  return isHierarchical ? values.map((value) => hashOf([value])).join("") : hashOf(values);
}

export function containsKey({ min, max }: EffectiveRange, effective: string): boolean {
  return effective >= min && (max === wholeRange.max || effective < max);
}

const cache = new Map<string, string>();
const cacheLimit = 10_000;

function hashOf(values: readonly unknown[]): string {
  const key = JSON.stringify(values);
  const cached = cache.get(key);
  if (cached !== undefined) return cached;
  const [h1, h2] = murmurHash128(Buffer.concat(values.map(encoded)));
  const hash = Buffer.alloc(16);
  hash.writeBigUInt64BE(h2, 0);
  hash.writeBigUInt64BE(h1, 8);
  // The service keeps the two highest bits free.
  hash.writeUInt8(hash.readUInt8(0) & 0x3f, 0);
  const text = hash.toString("hex").toUpperCase();
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(key, text);
  return text;
}

function encoded(value: unknown): Buffer {
  switch (typeof value) {
    case "string":
      return Buffer.concat([Buffer.of(0x08), Buffer.from(value), Buffer.of(0xff)]);
    case "number": {
      const bytes = Buffer.alloc(9, 0x05);
      bytes.writeDoubleLE(value, 1);
      return bytes;
    }
    case "boolean":
      return Buffer.of(value ? 0x03 : 0x02);
    default:
      return Buffer.of(value === null ? 0x01 : 0x00);
  }
}
