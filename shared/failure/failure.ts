/** Every refusal or fault that callers are promised. The problem details of each are in `shared/http/problems.ts`. */
export type FailureKind =
  | "invalid-request"
  | "unsupported-media-type"
  | "request-too-large"
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "method-not-allowed"
  | "reference-missing"
  | "configuration-contradiction"
  | "in-use"
  | "feature-disabled"
  | "feature-prerequisite"
  | "offline-creation-disabled"
  | "duplicate-customer"
  | "job-running"
  | "operation-ended"
  | "customer-pending-sync"
  | "customer-merged"
  | "customer-erased"
  | "card-in-use"
  | "reference-in-use"
  | "idempotency-key-reused"
  | "precondition-required"
  | "insights-validation-failed"
  | "precondition-failed"
  | "number-sequence-exhausted"
  | "headquarters-unavailable"
  | "channel-database-unavailable"
  | "queue-unavailable"
  | "dependency-unavailable";

/** One fault of an input; `pointer` is an RFC 6901 JSON pointer into the body, or `query/name`, `header/name`. */
export interface InputFault {
  readonly pointer: string;
  readonly message: string;
}

export interface FailureDetails {
  readonly errors?: readonly InputFault[];
  /** After how many milliseconds another try makes sense. */
  readonly retryAfterMs?: number;
  /** Where the thing in the way can be read, for `Location`. */
  readonly location?: string;
  /** The methods that would be served, for `Allow`. */
  readonly allow?: string;
  /** The step that failed. */
  readonly step?: string;
  /** Further members of the problem (RFC 9457, 3.2); shown to callers, never logged. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** A promised failure that crosses modules. `message` is shown to callers, so it holds no personal data and no secret. */
export class Failure extends Error {
  readonly kind: FailureKind;
  readonly details: FailureDetails;

  constructor(kind: FailureKind, message: string, details: FailureDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "Failure";
    this.kind = kind;
    this.details = details;
  }
}

export function isFailure(error: unknown, ...kinds: readonly FailureKind[]): error is Failure {
  return error instanceof Failure && (kinds.length === 0 || kinds.includes(error.kind));
}
