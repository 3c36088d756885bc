import { type GatewayRequest, header } from "../http/gateway-request";
import { listReply, type Reply } from "../http/reply";
import { smallestCharge } from "../request-units";
import type { Container } from "../storage/container";

const etag = '"1"';

/** The SDK asks again with the etag until it hears 304. */
export function partitionKeyRangesReply({ definition, ranges }: Container, request: GatewayRequest): Reply {
  if (header(request, "if-none-match") === etag) return { status: 304, headers: { etag }, charge: smallestCharge };
  const resources = ranges.map(({ id, min, max }, index) => ({
    _rid: definition._rid,
    id,
    _etag: etag,
    minInclusive: min,
    maxExclusive: max,
    ridPrefix: index,
    _self: "",
    throughputFraction: 1 / ranges.length,
    status: "online",
    parents: [],
    _ts: definition._ts,
  }));
  const reply = listReply("PartitionKeyRanges", resources, definition._rid);
  return { ...reply, headers: { ...reply.headers, etag } };
}
