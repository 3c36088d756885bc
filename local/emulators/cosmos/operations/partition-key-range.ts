import { CosmosFailure } from "../failure";
import { type GatewayRequest, header } from "../http/gateway-request";
import { type EffectiveRange, wholeRange } from "../partition-key/effective-partition-key";

/** The one partition key range there is. */
export const rangeId = "0";

const rangeGone = 1002;

/** Throws 410 for a range that does not exist, as after a split. */
export function checkRange(request: GatewayRequest): void {
  const id = header(request, "x-ms-documentdb-partitionkeyrangeid");
  if (id !== undefined && id !== "" && id !== rangeId) {
    throw new CosmosFailure(410, `Partition key range ${id} does not exist.`, rangeGone);
  }
}

/** The part of the range that the request is about. */
export function requestedRange(request: GatewayRequest): EffectiveRange {
  const min = header(request, "x-ms-start-epk") ?? wholeRange.min;
  const max = header(request, "x-ms-end-epk") ?? wholeRange.max;
  return { min, max };
}
