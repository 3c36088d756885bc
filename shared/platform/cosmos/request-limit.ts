import type { Plugin } from "@azure/cosmos";

/** Its code is one in words, as those of sockets are: the database did not answer. */
class RequestGivenUp extends Error {
  readonly code = "REQUEST_GIVEN_UP";
}

/**
 * Gives a request up, all its retries included, after `limitMs` and what the attempt then under way still takes (one
 * attempt is limited by `requestTimeout`). Left to itself the SDK waits a minute for an answer and asks up to 120 times
 * for a reading: whoever waits for it would hang on long after the database is back.
 */
export function requestLimit(limitMs: number): Plugin<unknown> {
  const begun = new WeakMap<object, number>();
  return (context, _, next) => {
    // The context lives through all attempts. A signal for each would cost more than the rest of a fast request.
    const since = begun.get(context);
    if (since === undefined) begun.set(context, Date.now());
    else if (Date.now() - since >= limitMs)
      return Promise.reject(new RequestGivenUp("The database did not answer in time."));
    return next(context);
  };
}
