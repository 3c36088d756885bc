import type { Answer } from "../control";

export function insightsError(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } };
}

/** The query is malformed, or beyond what this stand-in understands; the message says which. */
export function badQuery(message: string): Answer {
  return insightsError(400, "BadRequest", message);
}
