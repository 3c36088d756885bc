import type { Answer } from "../control";
import type { Refusal } from "./caller";

export function insightsError(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } };
}

/** The query is malformed, or beyond what this stand-in understands; the message says which. */
export function badQuery(message: string): Answer {
  return insightsError(400, "BadRequest", message);
}

export function refused({ status, reason }: Refusal): Answer {
  if (status === 403) return insightsError(403, "Forbidden", reason);
  return { ...insightsError(401, "Unauthorized", reason), headers: { "www-authenticate": "Bearer" } };
}
