import { z } from "zod";
import { creationFaults, type OfflineCustomerRequest, offlineCustomerRequest } from "../../shared/customers";
import { Failure } from "../../shared/failure";
import type { ChannelConfiguration } from "../../shared/headquarters";
import {
  batchBodyLimit,
  channelFunction,
  endpoint,
  json,
  jsonSchema,
  ordinaryBodyLimit,
  parseBody,
  perItem,
  problem,
} from "../../shared/http";
import type { Services } from "../services";

/** Each is checked by itself, so that a broken one refuses no other. */
const item = z.unknown().meta(jsonSchema(offlineCustomerRequest, "input"));
const atOnce = 16;

const uploadOfflineCustomersEndpoint = endpoint({
  operationId: "uploadOfflineCustomers",
  tag: "Customers",
  summary: "Takes over customers that a till made while it was offline; safe to repeat",
  method: "POST",
  route: "api/v1/channels/{channelId}/offline-customers",
  access: "channel",
  query: z.strictObject({}),
  body: z.strictObject({ items: z.array(item).max(500) }),
  bodyLimit: batchBodyLimit,
  answers: {
    200: {
      description: "What became of each item, in their order",
      schema: z.object({
        results: z.array(
          z.object({
            customerId: z.string().nullable(),
            outcome: z.enum(["created", "alreadyUploaded", "refused"]),
            problem: problem.optional(),
          }),
        ),
      }),
    },
  },
});

export const uploadOfflineCustomers = ({ http, uploadOfflineCustomer: upload }: Services) =>
  channelFunction(uploadOfflineCustomersEndpoint, http, async ({ channel, body: { items }, actor }) => {
    const work = async (sent: unknown) => ({ outcome: await upload({ channel, request: read(sent, channel), actor }) });
    const outcomes = await perItem({ items, atOnce, pointer: "/items", keyOf: customerIdOf, work }, http.log);
    return json(200, {
      results: outcomes.map((outcome, index) => ({ customerId: customerIdOf(items[index]), ...outcome })),
    });
  });

/** One customer is no larger than one that is created alone: it becomes one document. */
function read(sent: unknown, channel: ChannelConfiguration): OfflineCustomerRequest {
  const request = parseBody(offlineCustomerRequest, sent, (sound, faulty) => creationFaults(sound, channel, faulty));
  if (Buffer.byteLength(JSON.stringify(request)) <= ordinaryBodyLimit) return request;
  throw new Failure("request-too-large", `A customer may have at most ${ordinaryBodyLimit} bytes.`);
}

/** The id by which the sender knows an item, as far as it has one. */
function customerIdOf(sent: unknown): string | null {
  const named = z.looseObject({ customerId: z.string() }).safeParse(sent);
  return named.success ? named.data.customerId.toLowerCase() : null;
}
