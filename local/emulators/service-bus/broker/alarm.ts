/** Rings once at the earliest time it was set to; no polling. Times in milliseconds since 1970. */
export interface Alarm {
  setTo(time: number | undefined): void;
  off(): void;
}

// setTimeout rings at once when asked for more.
const longestTimeoutMs = 2 ** 31 - 1;

export function alarm(ring: () => void): Alarm {
  let timer: NodeJS.Timeout | undefined;
  let ringsAt = Number.POSITIVE_INFINITY;
  const off = () => {
    clearTimeout(timer);
    timer = undefined;
    ringsAt = Number.POSITIVE_INFINITY;
  };
  return {
    setTo(time) {
      if (time === undefined || time >= ringsAt) return;
      off();
      ringsAt = time;
      const waitMs = Math.min(Math.max(0, time - Date.now()), longestTimeoutMs);
      timer = setTimeout(() => {
        off();
        ring();
      }, waitMs);
    },
    off,
  };
}
