import { LRUCache } from "lru-cache";
import type { Measures, MeasuresAnswer } from "../../customer-insights";
import { batchSize } from "./insights-source";

export interface CacheSettings {
  /** How long a caller waits. */
  readonly deadlineMs: number;
  /** How long the measures of a customer are kept, and that a customer is not known. */
  readonly cacheMs: number;
  readonly unknownCacheMs: number;
}

type FindMeasures = (accountNumbers: readonly string[]) => Promise<ReadonlyMap<string, Measures> | "unavailable">;

/**
 * Reads measures through a cache by customer: what is not there is asked for in batches, and only once however many
 * callers want it. A caller is answered at the deadline; the requests go on and fill the cache for the next look.
 */
export function cachedMeasures(find: FindMeasures, { deadlineMs, cacheMs, unknownCacheMs }: CacheSettings) {
  const cache = new LRUCache<string, Measures | "unknownCustomer">({ max: 50_000 });
  const underWay = new Map<string, Promise<MeasuresAnswer>>();

  function ask(batch: readonly string[]): void {
    const found = find(batch);
    for (const accountNumber of batch) {
      const answer = found.then((customers) => {
        underWay.delete(accountNumber);
        if (customers === "unavailable") return customers;
        const measures = customers.get(accountNumber) ?? "unknownCustomer";
        cache.set(accountNumber, measures, { ttl: measures === "unknownCustomer" ? unknownCacheMs : cacheMs });
        return measures;
      });
      underWay.set(accountNumber, answer);
    }
  }

  return async (accountNumbers: readonly string[]): Promise<ReadonlyMap<string, MeasuresAnswer>> => {
    const answers = new Map<string, MeasuresAnswer>();
    for (const accountNumber of accountNumbers) answers.set(accountNumber, cache.get(accountNumber) ?? "unavailable");
    const missing = [...answers]
      .filter(([, answer]) => answer === "unavailable")
      .map(([accountNumber]) => accountNumber);
    if (missing.length === 0) return answers;

    const unasked = missing.filter((accountNumber) => !underWay.has(accountNumber));
    for (let from = 0; from < unasked.length; from += batchSize) ask(unasked.slice(from, from + batchSize));
    const deadline = timeLimit(deadlineMs);
    const waits = missing.map(async (accountNumber) => {
      const answer = await Promise.race([underWay.get(accountNumber), deadline.passed]);
      if (answer !== undefined) answers.set(accountNumber, answer);
    });
    await Promise.all(waits);
    deadline.clear();
    return answers;
  };
}

function timeLimit(limitMs: number): { readonly passed: Promise<undefined>; clear(): void } {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limitMs);
  });
  return { passed, clear: () => clearTimeout(timer) };
}
