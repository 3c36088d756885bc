import { type CompiledQuery, compileQuery } from "../sql/compile-query";

const cache = new Map<string, CompiledQuery>();
const cacheLimit = 500;

/** The compiled query; queries of an app are few, and come again and again. */
export function compileCached(text: string): CompiledQuery {
  const cached = cache.get(text);
  if (cached) return cached;
  const query = compileQuery(text);
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(text, query);
  return query;
}
