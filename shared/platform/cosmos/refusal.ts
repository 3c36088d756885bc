import { AsyncLocalStorage } from "node:async_hooks";
import type { Plugin } from "@azure/cosmos";

const sending = new AsyncLocalStorage<{ refusal?: unknown }>();

/** Notes why an attempt of a request failed, for `withRefusal`. */
export const noteRefusal: Plugin<unknown> = async (context, _, next) => {
  try {
    return await next(context);
  } catch (error) {
    const sent = sending.getStore();
    if (sent) sent.refusal = error;
    throw error;
  }
};

/** The SDK failed before it sent anything, or without saying why. */
class NotAnswered extends Error {
  readonly code = "NOT_ANSWERED";
}

/**
 * Sends a batch or a bulk request, or looks at the change feed. When one gets no answer the SDK (4.x) throws an error of
 * its own that has the words of the database's and neither its status nor how long it asks to wait (`Items.batch`,
 * `Items.bulk`, `ChangeFeedForEpkRange`); this rejects with the database's error itself, so that it is waited for like
 * any other request.
 */
export async function withRefusal<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  const sent: { refusal?: unknown } = {};
  try {
    return await sending.run(sent, send);
  } catch (cause) {
    throw sent.refusal ?? new NotAnswered("The database did not answer.", { cause });
  }
}

/** The failure of one operation of a request that was answered, with how long the database asks to wait, if it does. */
export function operationRefused(message: string, response: { readonly statusCode: number }): Error {
  const { statusCode: code, retryAfterMilliseconds } = response as {
    statusCode: number;
    retryAfterMilliseconds?: number;
  };
  return Object.assign(new Error(message), {
    code,
    ...(retryAfterMilliseconds === undefined ? {} : { retryAfterInMs: retryAfterMilliseconds }),
  });
}
