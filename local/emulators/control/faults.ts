/** What an emulator does to a request that it was told to spoil. Durations in milliseconds. */
export interface Fault<Match> {
  readonly match?: Match;
  /** `body` is sent as it is, where an emulator speaks HTTP: JSON that ends too soon, for one. */
  readonly respond?: { readonly status: number; readonly retryAfterMs?: number; readonly body?: string };
  readonly delayMs?: number;
  /** Waits until the list is replaced, however long that takes; only where an emulator says so. */
  readonly hold?: boolean;
  readonly drop?: boolean;
  /** Strikes after the request was carried out and committed, instead of before; only where an emulator says so. */
  readonly afterCommit?: boolean;
  /** How often it strikes; without it, until the list is replaced. */
  readonly times?: number;
}

export interface FaultList<Match> {
  /** Replaces the whole list; whatever was held goes on. */
  replace(faults: readonly Fault<Match>[]): void;
  /** The first fault whose match fits, used up by one; `undefined` when none does. */
  strike(fits: (match: Match) => boolean): Fault<Match> | undefined;
  hold(): Promise<void>;
  /** How many requests are held. */
  held(): number;
}

export function faultList<Match>(): FaultList<Match> {
  let active: { fault: Fault<Match>; left: number }[] = [];
  let held: (() => void)[] = [];
  return {
    hold: () => new Promise((goOn) => held.push(goOn)),
    held: () => held.length,
    replace(faults) {
      active = faults.map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }));
      for (const goOn of held) goOn();
      held = [];
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
  /** As it is counted. */
  readonly operation?: string;
  readonly method?: string;
  readonly path?: string;
}

export function fitsHttp(method: string, path: string, operation: string): (match: HttpMatch) => boolean {
  return (match) =>
    (match.operation === undefined || match.operation === operation) &&
    (match.method === undefined || match.method.toUpperCase() === method.toUpperCase()) &&
    (match.path === undefined || path.includes(match.path));
}
