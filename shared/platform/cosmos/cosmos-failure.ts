import { Failure, type FailureKind } from "../../failure";

type Away = Extract<FailureKind, "headquarters-unavailable" | "channel-database-unavailable">;

const words: Readonly<Record<Away, string>> = {
  "headquarters-unavailable": "Headquarters cannot be reached.",
  "channel-database-unavailable": "The channel database cannot be reached.",
};

/** Calls a database; a fault of communication (time-out, connection, throttling, 5xx) becomes a failure of this kind. */
export async function reaching<Answer>(away: Away, call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Failure || !isCommunicationFault(error)) throw error;
    throw new Failure(away, words[away], { cause: error, ...retryAfter(error) });
  }
}

/** Reads a page that goes on from a token of the caller; one that the database refuses becomes `invalid-request`. */
export async function goingOn<Page>(continuation: string | undefined, read: () => Promise<Page>): Promise<Page> {
  try {
    return await read();
  } catch (error) {
    if (continuation === undefined || isCommunicationFault(error)) throw error;
    const errors = [{ pointer: "query/continuationToken", message: "This is no continuation token of this list." }];
    throw new Failure("invalid-request", "The continuation token cannot be read.", { errors, cause: error });
  }
}

interface CosmosError {
  readonly code?: number | string;
  readonly name?: string;
  readonly retryAfterInMs?: number;
}

/** Status codes by which Cosmos says "not now": time-out, gone, retry with, throttled, and everything from 500 on. */
const notNow: ReadonlySet<number> = new Set([408, 410, 429, 449]);

/** Whether the database did not answer: time-out, connection, throttling, 5xx. */
export function isCommunicationFault(error: unknown): boolean {
  const { code, name } = error as CosmosError;
  if (typeof code === "number") return notNow.has(code) || code >= 500;
  // Codes in words are those of sockets and of the HTTP pipeline (ECONNREFUSED, REQUEST_SEND_ERROR).
  return typeof code === "string" || name === "AbortError" || name === "TimeoutError";
}

function retryAfter(error: unknown): { retryAfterMs?: number } {
  const { retryAfterInMs } = error as CosmosError;
  return retryAfterInMs === undefined ? {} : { retryAfterMs: retryAfterInMs };
}

/** Whether a request failed with this status of the Cosmos protocol. */
export function hasStatus(error: unknown, status: number): boolean {
  return (error as CosmosError).code === status;
}
