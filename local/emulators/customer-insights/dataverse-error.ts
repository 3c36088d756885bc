import type { Answer } from "../control";
import type { Refusal } from "./caller";

function dataverseError(status: number, code: string, message: string): Answer {
  return { status, headers: { "odata-version": "4.0" }, body: { error: { code, message } } };
}

/** The query is malformed, names what is not there, or is beyond what this stand-in understands. */
export const badDataverseQuery = (message: string) => dataverseError(400, "0x80060888", message);

/** Too many requests, in five minutes or at once; `retryAfterMs` is when the next one would fit. */
export function throttledByDataverse(reason: "number" | "concurrency", retryAfterMs: number): Answer {
  const answer =
    reason === "number"
      ? dataverseError(
          429,
          "0x80072322",
          "Number of requests exceeded the limit of 6000 over the time window of 300 seconds.",
        )
      : dataverseError(429, "0x80072326", "Number of concurrent requests exceeded the limit of 52.");
  return { ...answer, headers: { ...answer.headers, "retry-after": String(Math.ceil(retryAfterMs / 1000)) } };
}

/** A 401 tells where a token is to be had, and for which resource. */
export function refusedByDataverse({ status, reason }: Refusal, issuer: string, resource: string): Answer {
  if (status === 403) return dataverseError(403, "0x80072560", "The user is not a member of the organization.");
  const authorization = new URL("oauth2/authorize", issuer).href;
  return {
    ...dataverseError(401, "0x80048306", reason),
    headers: { "www-authenticate": `Bearer authorization_uri=${authorization}, resource_id=${resource}/` },
  };
}
