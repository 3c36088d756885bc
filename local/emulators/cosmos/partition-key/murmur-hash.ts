const mask = (1n << 64n) - 1n;
const c1 = 0x87c37b91114253d5n;
const c2 = 0x4cf5ad432745937fn;

/** MurmurHash3 x64 128, seed 0: the hash that Cosmos DB partitions by. Slow (bigint): not for every write. */
export function murmurHash128(bytes: Uint8Array): readonly [bigint, bigint] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const blocks = Math.floor(bytes.length / 16);
  let h1 = 0n;
  let h2 = 0n;
  for (let block = 0; block < blocks; block += 1) {
    h1 ^= mixFirst(view.getBigUint64(block * 16, true));
    h1 = times(plus(rotate(h1, 27n), h2), 5n, 0x52dce729n);
    h2 ^= mixSecond(view.getBigUint64(block * 16 + 8, true));
    h2 = times(plus(rotate(h2, 31n), h1), 5n, 0x38495ab5n);
  }
  const tail = Buffer.alloc(16);
  tail.set(bytes.subarray(blocks * 16));
  h2 ^= mixSecond(tail.readBigUInt64LE(8));
  h1 ^= mixFirst(tail.readBigUInt64LE(0));
  const length = BigInt(bytes.length);
  h1 = plus(h1 ^ length, h2 ^ length);
  h2 = plus(h2 ^ length, h1);
  h1 = plus(finish(h1), finish(h2));
  return [h1, plus(finish(h2), h1)];
}

const plus = (left: bigint, right: bigint): bigint => (left + right) & mask;
const times = (value: bigint, factor: bigint, addend = 0n): bigint => (value * factor + addend) & mask;
const rotate = (value: bigint, bits: bigint): bigint => ((value << bits) | (value >> (64n - bits))) & mask;
const mixFirst = (value: bigint): bigint => times(rotate(times(value, c1), 31n), c2);
const mixSecond = (value: bigint): bigint => times(rotate(times(value, c2), 33n), c1);

function finish(value: bigint): bigint {
  let hash = value ^ (value >> 33n);
  hash = times(hash, 0xff51afd7ed558ccdn);
  hash ^= hash >> 33n;
  hash = times(hash, 0xc4ceb9fe1a85ec53n);
  return hash ^ (hash >> 33n);
}
