/** Items that belong together, one done after the other. */
interface Line {
  readonly last: Promise<unknown>;
}

/**
 * Does work for every item, so many at once, but those that belong together one after the other, in their order: those
 * with a key in common, also by way of an item before them that has the keys of both. Answers in the order of the items.
 * Rejects as the first work does that fails, after all that has begun has ended.
 */
export async function inOrderOfKeys<Item, Done>(
  items: readonly Item[],
  keysOf: (item: Item) => readonly string[],
  atOnce: number,
  work: (item: Item) => Promise<Done>,
): Promise<readonly Done[]> {
  const lineOf = new Map<string, Line>();
  const done: Promise<Done>[] = [];
  const running = new Set<Promise<unknown>>();
  for (const item of items) {
    while (running.size >= atOnce) await Promise.race(running);
    const keys = keysOf(item);
    const before = new Set(keys.flatMap((key) => lineOf.get(key) ?? []));
    const begun = Promise.all([...before].map(({ last }) => last)).then(() => work(item));
    const settled: Promise<unknown> = begun.catch(() => undefined).then(() => running.delete(settled));
    running.add(settled);
    const joined = [...lineOf].flatMap(([key, line]) => (before.has(line) ? key : []));
    const line: Line = { last: begun };
    for (const key of [...joined, ...keys]) lineOf.set(key, line);
    done.push(begun);
  }
  await Promise.all(running);
  return Promise.all(done);
}
