import type { HttpResponseInit } from "@azure/functions";
import { z } from "zod";
import type { Failure, FailureKind } from "../failure";

/** Where each kind of problem is documented. */
export const problemBase = "https://regulars.example/problems/";

/** Status and title of every kind of failure, in the sense of RFC 9457. */
export const problems: Readonly<Record<FailureKind, { readonly status: number; readonly title: string }>> = {
  "invalid-request": { status: 400, title: "The request is not valid" },
  unauthenticated: { status: 401, title: "Authentication is needed" },
  forbidden: { status: 403, title: "Not allowed" },
  "not-found": { status: 404, title: "Not found" },
  "method-not-allowed": { status: 405, title: "The method is not allowed" },
  "reference-missing": { status: 409, title: "A reference points at nothing" },
  "configuration-contradiction": { status: 409, title: "The configuration would contradict itself" },
  "in-use": { status: 409, title: "Still in use" },
  "feature-disabled": { status: 409, title: "The feature is not enabled" },
  "feature-prerequisite": { status: 409, title: "Another feature stands in the way" },
  "offline-creation-disabled": { status: 409, title: "The channel takes no customers made offline" },
  "duplicate-customer": { status: 409, title: "The customer may be known already" },
  "customer-pending-sync": { status: 409, title: "The customer is not synchronized yet" },
  "customer-merged": { status: 409, title: "The customer was merged into another" },
  "customer-erased": { status: 409, title: "The customer was erased" },
  "card-in-use": { status: 409, title: "The loyalty card is in use" },
  "reference-in-use": { status: 409, title: "The external reference is in use" },
  "job-running": { status: 409, title: "The job is running" },
  "operation-ended": { status: 409, title: "The operation has ended" },
  "precondition-failed": { status: 412, title: "Changed meanwhile" },
  "request-too-large": { status: 413, title: "The request is too large" },
  "unsupported-media-type": { status: 415, title: "The content type is not supported" },
  "idempotency-key-reused": { status: 422, title: "The idempotency key was used with another body" },
  "precondition-required": { status: 428, title: "A condition is needed" },
  "insights-validation-failed": { status: 422, title: "Customer Insights could not be validated" },
  "number-sequence-exhausted": { status: 503, title: "The number sequence is exhausted" },
  "headquarters-unavailable": { status: 503, title: "Headquarters is not available" },
  "channel-database-unavailable": { status: 503, title: "The channel database is not available" },
  "queue-unavailable": { status: 503, title: "The queue is not available" },
  "dependency-unavailable": { status: 503, title: "A dependency is not available" },
};

const unavailableRetryAfterMs = 5_000;

/** Problem details, in the sense of RFC 9457. */
export const problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string().optional(),
  instance: z.string(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
  step: z.string().optional(),
});
export type Problem = z.infer<typeof problem>;

/** The problem details of a failure; its faults lie at `pointer`, in the whole body without it. */
export function problemOf({ kind, message, details }: Failure, instance: string, pointer = ""): Problem {
  const { errors, members, step } = details;
  return {
    ...members,
    type: problemBase + kind,
    ...problems[kind],
    detail: message,
    instance,
    ...(errors && { errors: errors.map((fault) => ({ ...fault, pointer: pointer + fault.pointer })) }),
    ...(step === undefined ? {} : { step }),
  };
}

/** What a caller learns of a fault that nobody promised: its invocation id, under which the log has the rest. */
export const unexpectedProblem = (instance: string): Problem => ({
  type: `${problemBase}unexpected`,
  title: "Something went wrong",
  status: 500,
  instance,
});

/** The answer to a failure. */
export function problemResponse(failure: Failure, instance: string): HttpResponseInit {
  const { kind, details } = failure;
  const { status } = problems[kind];
  const retryAfterMs = details.retryAfterMs ?? (status === 503 ? unavailableRetryAfterMs : undefined);
  return problemJson(problemOf(failure, instance), {
    ...(kind === "unauthenticated" ? { "www-authenticate": 'Bearer realm="regulars"' } : {}),
    ...(retryAfterMs === undefined ? {} : { "retry-after": String(Math.ceil(retryAfterMs / 1000)) }),
    ...(details.allow === undefined ? {} : { allow: details.allow }),
    ...(details.location === undefined ? {} : { location: details.location }),
  });
}

/** The answer to a fault that nobody promised. */
export const unexpectedResponse = (instance: string) => problemJson(unexpectedProblem(instance), {});

function problemJson(body: Problem, headers: Readonly<Record<string, string>>): HttpResponseInit {
  const { status } = body;
  return {
    status,
    headers: { "content-type": "application/problem+json", ...headers },
    body: JSON.stringify(body),
  };
}
