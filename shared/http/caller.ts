/** Who calls, from a checked access token. */
export interface Caller {
  readonly roles: readonly string[];
  /** Names the worker of a user token. */
  readonly oid?: string;
  /** Names the client of an app token. */
  readonly azp?: string;
}

/** Rejects with `unauthenticated`; and with `dependency-unavailable` when the issuer's keys cannot be fetched. */
export type CheckAccessToken = (token: string) => Promise<Caller>;
