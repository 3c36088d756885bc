import { CosmosFailure } from "../failure";
import { type GatewayRequest, header } from "../http/gateway-request";
import { type EffectiveRange, wholeRange } from "../partition-key/effective-partition-key";
import type { KeyRange } from "../partition-key/key-ranges";
import type { Container } from "../storage/container";

const rangeGone = 1002;

/** The range that the request names; throws 410 for one that does not exist, as after a split. */
export function namedRange({ ranges }: Container, request: GatewayRequest): KeyRange | undefined {
  const id = header(request, "x-ms-documentdb-partitionkeyrangeid");
  if (id === undefined || id === "") return undefined;
  const range = ranges.find((one) => one.id === id);
  if (!range) throw new CosmosFailure(410, `Partition key range ${id} does not exist.`, rangeGone);
  return range;
}

/** The part of the hash space that the request is about: of the range that it names, what is within start and end. */
export function requestedRange(container: Container, request: GatewayRequest): EffectiveRange {
  const range = namedRange(container, request) ?? wholeRange;
  const min = header(request, "x-ms-start-epk") ?? range.min;
  const max = header(request, "x-ms-end-epk") ?? range.max;
  return { min: min > range.min ? min : range.min, max: max < range.max ? max : range.max };
}

export function isWholeRange({ min, max }: EffectiveRange): boolean {
  return min === wholeRange.min && max === wholeRange.max;
}
