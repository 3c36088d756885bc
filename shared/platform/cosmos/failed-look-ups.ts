import type { CosmosClient } from "@azure/cosmos";

type LookUp = (container: string, diagnostics: unknown, forceRefresh?: boolean) => Promise<unknown>;

/** What the SDK (4.9) keeps of a container's partition key ranges: a promise of them, also one that was rejected. */
interface Internals {
  readonly clientContext: { readonly partitionKeyRangeCache: { onCollectionRoutingMap: LookUp } };
}

/**
 * Has a client look up a container's partition key ranges again after a look-up that failed. Left to itself the SDK
 * answers every bulk request and every look at the change feed with that failure until the process ends. There is no
 * public way in: when an update of the SDK moves this, clients fail at their making, and a contract test says why.
 */
export function repeatFailedLookUps(client: CosmosClient): CosmosClient {
  const { partitionKeyRangeCache: cache } = (client as unknown as Internals).clientContext;
  const lookUp = cache.onCollectionRoutingMap.bind(cache);
  const failed = new Set<string>();
  cache.onCollectionRoutingMap = async (container, diagnostics, forceRefresh = false) => {
    const isAgain = failed.delete(container);
    try {
      return await lookUp(container, diagnostics, forceRefresh || isAgain);
    } catch (error) {
      failed.add(container);
      throw error;
    }
  };
  return client;
}
