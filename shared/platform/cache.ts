import { LRUCache } from "lru-cache";

/**
 * Reads through a cache: one reading at a time per key, kept for `ttlMs`. When a later reading fails, the last good
 * answer stands in for it, so that work goes on while its source is away; a first reading that fails is not kept.
 * `fresh` reads in any case.
 */
export function cachedFor<Answer>(
  ttlMs: number,
  read: (key: string) => Promise<Answer>,
): (key: string, fresh?: boolean) => Promise<Answer> {
  const cache = new LRUCache<string, { readonly answer: Answer }>({
    max: 20_000,
    ttl: ttlMs,
    allowStaleOnFetchRejection: true,
    noDeleteOnFetchRejection: true,
    fetchMethod: async (key) => ({ answer: await read(key) }),
  });
  return async (key, fresh = false) => {
    const cached = await cache.fetch(key, { forceRefresh: fresh });
    return cached === undefined ? read(key) : cached.answer;
  };
}
