import type { CosmosClientOptions, Plugin } from "@azure/cosmos";

/**
 * Client options that give a request up after `limitMs`, with all its retries, unless its caller brought a limit of its
 * own. Left to itself the SDK waits a minute for an answer and asks up to 120 times for a reading: whoever waits for it
 * (a cache, a consumer) would hang on long after the database is back. `requestTimeout` limits one attempt alone.
 */
export function requestLimit(limitMs: number): Partial<CosmosClientOptions> {
  const limit: Plugin<unknown> = (context, _, next) => {
    // The context lives through all attempts, and so does the limit.
    if (context.options?.abortSignal === undefined) {
      context.options = { ...context.options, abortSignal: AbortSignal.timeout(limitMs) };
    }
    return next(context);
  };
  // The SDK exports the types of plugins, and leaves them out of the type of its options.
  const options = { plugins: [{ on: "request", plugin: limit }] };
  return options as Partial<CosmosClientOptions>;
}
