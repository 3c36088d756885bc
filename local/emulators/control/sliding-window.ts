export interface RequestLimit {
  readonly requests: number;
  readonly windowMs: number;
}

export interface SlidingWindow {
  /** Takes a place for a request now. Answers 0, or in how many milliseconds there will be one. */
  take(): number;
}

export function slidingWindow({ requests, windowMs }: RequestLimit): SlidingWindow {
  const taken: number[] = [];
  return {
    take() {
      const now = performance.now();
      while (taken[0] !== undefined && taken[0] <= now - windowMs) taken.shift();
      const first = taken[0];
      if (first !== undefined && taken.length >= requests) return Math.ceil(first + windowMs - now);
      taken.push(now);
      return 0;
    },
  };
}
