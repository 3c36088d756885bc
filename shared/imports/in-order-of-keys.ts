/**
 * Does work for every item, so many at once, but those with a key in common one after the other, in their order.
 * Answers in the order of the items. Rejects as the first work does that fails, after all that has begun has ended.
 */
export async function inOrderOfKeys<Item, Done>(
  items: readonly Item[],
  keysOf: (item: Item) => readonly string[],
  atOnce: number,
  work: (item: Item) => Promise<Done>,
): Promise<readonly Done[]> {
  const lastOf = new Map<string, Promise<unknown>>();
  const done: Promise<Done>[] = [];
  const running = new Set<Promise<unknown>>();
  for (const item of items) {
    while (running.size >= atOnce) await Promise.race(running);
    const keys = keysOf(item);
    const earlier = keys.flatMap((key) => lastOf.get(key) ?? []);
    const begun = Promise.all(earlier).then(() => work(item));
    const settled: Promise<unknown> = begun.catch(() => undefined).then(() => running.delete(settled));
    running.add(settled);
    for (const key of keys) lastOf.set(key, begun);
    done.push(begun);
  }
  await Promise.all(running);
  return Promise.all(done);
}
