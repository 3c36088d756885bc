import { types } from "rhea";

const longType = 0x81;
const timestampType = 0x83;

export function longArray(values: readonly number[]): unknown {
  return types.wrap_array(values.map(longBytes), longType, undefined);
}

export function timestampArray(times: readonly number[]): unknown {
  return types.wrap_array(times, timestampType, undefined);
}

function longBytes(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
}
