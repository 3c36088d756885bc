/** What an emulator does to a request that it was told to spoil. Durations in milliseconds. */
export interface Fault<Match> {
  readonly match?: Match;
  /** `body` is sent as it is, where an emulator speaks HTTP: JSON that ends too soon, for one. */
  readonly respond?: { readonly status: number; readonly retryAfterMs?: number; readonly body?: string };
  readonly delayMs?: number;
  readonly drop?: boolean;
  /** Strikes after the request was carried out and committed, instead of before; only where an emulator says so. */
  readonly afterCommit?: boolean;
  /** How often it strikes; without it, until the list is replaced. */
  readonly times?: number;
}

export interface FaultList<Match> {
  /** Replaces the whole list. */
  replace(faults: readonly Fault<Match>[]): void;
  /** The first fault whose match fits, used up by one; `undefined` when none does. */
  strike(fits: (match: Match) => boolean): Fault<Match> | undefined;
}

export function faultList<Match>(): FaultList<Match> {
  let active: { fault: Fault<Match>; left: number }[] = [];
  return {
    replace(faults) {
      active = faults.map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }));
    },
    strike(fits) {
      const hit = active.find(({ fault, left }) => left > 0 && (fault.match === undefined || fits(fault.match)));
      if (hit) hit.left -= 1;
      return hit?.fault;
    },
  };
}

/** What a fault can ask of an HTTP request; `path` is a substring. Every part is optional. */
export interface HttpMatch {
  readonly method?: string;
  readonly path?: string;
}

export function fitsHttp(method: string, path: string): (match: HttpMatch) => boolean {
  return (match) =>
    (match.method === undefined || match.method.toUpperCase() === method.toUpperCase()) &&
    (match.path === undefined || path.includes(match.path));
}
