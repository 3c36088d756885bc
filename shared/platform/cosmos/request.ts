import type { RequestOptions } from "@azure/cosmos";

/** The options of a request that ends when `signal` aborts. */
export function request(signal: AbortSignal | undefined): RequestOptions {
  return signal === undefined ? {} : { abortSignal: signal };
}
