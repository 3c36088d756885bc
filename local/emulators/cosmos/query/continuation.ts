import { failures } from "../failure";
import type { Position } from "./read-order";

/** Where the next page of a query begins. */
export interface Continuation {
  /** How the documents are read; see `ChosenReader`. */
  readonly way?: number;
  /** After this row… */
  readonly after?: Position;
  /** …and after this many results of the row that follows (a JOIN makes several of one document). */
  readonly within?: number;
  /** How many results came before, counting those that OFFSET passed over. */
  readonly passed: number;
}

export function writeContinuation(continuation: Continuation): string {
  return Buffer.from(JSON.stringify(continuation)).toString("base64");
}

export function readContinuation(token: string | undefined): Continuation | undefined {
  if (token === undefined || token === "") return undefined;
  try {
    const continuation = JSON.parse(Buffer.from(token, "base64").toString("utf8")) as Continuation;
    if (typeof continuation.passed === "number") return continuation;
  } catch {
    // Answered below, like any other text that is no continuation.
  }
  throw failures.badRequest("The continuation token is malformed.");
}
