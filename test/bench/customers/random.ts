/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export type Random = () => number;

export function seededRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Numbers of one place in a sequence, so that any place can be had without those before it. */
export const randomAt = (seed: number, index: number): Random => seededRandom(Math.imul(seed, 0x9e3779b1) ^ index);

export const below = (random: Random, limit: number) => Math.floor(random() * limit);

export function oneOf<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[below(random, items.length)];
  if (item === undefined) throw new Error("There is nothing to choose from.");
  return item;
}

/** A GUID as `randomUUID` makes them (version 4). */
export function guid(random: Random): string {
  const hex = Array.from({ length: 4 }, () => below(random, 4_294_967_296).toString(16).padStart(8, "0")).join("");
  const variant = (8 + below(random, 4)).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
