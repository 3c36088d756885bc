import { type GatewayRequest, header } from "../http/gateway-request";
import { listReply, type Reply } from "../http/reply";
import { rangeId } from "../operations/partition-key-range";
import { wholeRange } from "../partition-key/effective-partition-key";
import { smallestCharge } from "../request-units";
import type { Container } from "../storage/container";

const etag = '"1"';

/** The SDK asks again with the etag until it hears 304. */
export function partitionKeyRangesReply({ definition }: Container, request: GatewayRequest): Reply {
  if (header(request, "if-none-match") === etag) return { status: 304, headers: { etag }, charge: smallestCharge };
  const range = {
    _rid: definition._rid,
    id: rangeId,
    _etag: etag,
    minInclusive: wholeRange.min,
    maxExclusive: wholeRange.max,
    ridPrefix: 0,
    _self: "",
    throughputFraction: 1,
    status: "online",
    parents: [],
    _ts: definition._ts,
  };
  const reply = listReply("PartitionKeyRanges", [range], definition._rid);
  return { ...reply, headers: { ...reply.headers, etag } };
}
