import { tokenOf } from "../message/lock-token";

/** rhea gives an AMQP long as a number, or as its eight bytes when a number could not hold it. */
export function longValue(value: unknown): number {
  return Buffer.isBuffer(value) ? Number(value.readBigInt64BE()) : Number(value);
}

export function longList(value: unknown): number[] {
  return distinct(list(value).map(longValue));
}

export function tokenList(value: unknown): string[] {
  return distinct(list(value).map((token) => tokenOf(token as Buffer)));
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** Asked for twice is asked for once. */
function distinct<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}
