/** Counts what runs, so that closing can wait for it. */
export interface RunningInvocations {
  track<Result>(run: Promise<Result>): Promise<Result>;
  /** Resolves once nothing runs. */
  settled(): Promise<void>;
}

export function runningInvocations(): RunningInvocations {
  let running = 0;
  let waiting: (() => void)[] = [];
  const finished = () => {
    running -= 1;
    if (running > 0) return;
    for (const resume of waiting) resume();
    waiting = [];
  };
  return {
    track(run) {
      running += 1;
      run.then(finished, finished);
      return run;
    },
    settled: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}
