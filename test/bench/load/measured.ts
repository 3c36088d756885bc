/** What a load saw. A wrong answer came in time and says something false; an error is no answer, a 429 or a 5xx. */
export interface Measured {
  readonly latenciesMs: readonly number[];
  readonly errors: number;
  readonly wrong: number;
  readonly seconds: number;
  /** What some of the errors and wrong answers were. */
  readonly examples: readonly string[];
}

export interface Recorder {
  correct(latencyMs: number): void;
  wrong(what: string): void;
  error(what: string): void;
  read(seconds: number): Measured;
}

const mostExamples = 5;

export function recorder(): Recorder {
  const latenciesMs: number[] = [];
  const examples: string[] = [];
  let errors = 0;
  let wrong = 0;
  const keep = (what: string) => {
    if (examples.length < mostExamples) examples.push(what.slice(0, 500));
  };
  return {
    correct: (latencyMs) => latenciesMs.push(latencyMs),
    wrong(what) {
      wrong += 1;
      keep(`wrong: ${what}`);
    },
    error(what) {
      errors += 1;
      keep(`error: ${what}`);
    },
    read: (seconds) => ({ latenciesMs, errors, wrong, seconds, examples }),
  };
}
