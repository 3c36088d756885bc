import { compareValues, typeRank } from "./compare";

/** What runs over the rows of one group: a fresh state, one more value, the answer. */
export interface Aggregate {
  readonly initial: unknown;
  readonly add: (state: unknown, value: unknown) => unknown;
  readonly result: (state: unknown) => unknown;
}

interface Mean {
  readonly sum: number;
  readonly count: number;
}

const isComparable = (value: unknown): boolean => typeRank(value) < 5;

/** `undefined` values are skipped; a value of another type makes a sum or an average undefined. */
export const aggregates: ReadonlyMap<string, Aggregate> = new Map<string, Aggregate>([
  ["COUNT", aggregate(0, (count: number) => count + 1)],
  ["SUM", aggregate<number, number | undefined>(0, addNumber, finite)],
  [
    "AVG",
    aggregate<Mean, number | undefined>(
      { sum: 0, count: 0 },
      ({ sum, count }, value) => ({ sum: addNumber(sum, value), count: count + 1 }),
      ({ sum, count }) => (count === 0 ? undefined : finite(sum / count)),
    ),
  ],
  ["MIN", extreme(-1)],
  ["MAX", extreme(1)],
]);

function aggregate<State, Result = State>(
  initial: State,
  add: (state: State, value: unknown) => State,
  result?: (state: State) => Result,
): Aggregate {
  return {
    initial,
    add: (state, value) => (value === undefined ? state : add(state as State, value)),
    result: (state) => (result ? result(state as State) : state),
  };
}

function extreme(sign: 1 | -1): Aggregate {
  return aggregate<unknown>(undefined, (best, value) => {
    if (!isComparable(value)) return best;
    return best === undefined || compareValues(value, best) * sign > 0 ? value : best;
  });
}

function addNumber(sum: number, value: unknown): number {
  return typeof value === "number" ? sum + value : Number.NaN;
}

function finite(number: number): number | undefined {
  return Number.isFinite(number) ? number : undefined;
}
