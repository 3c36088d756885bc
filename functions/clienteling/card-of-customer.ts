import { z } from "zod";
import { cardDetail } from "../../shared/clienteling";
import { associateFunction, endpoint, json } from "../../shared/http";
import type { Services } from "../services";

const route = "api/v1/channels/{channelId}/client-book/customers/{customerId}";
const path = z.object({ customerId: z.string().min(1).max(60) });

const getCardEndpoint = endpoint({
  operationId: "getCard",
  tag: "Clienteling",
  summary: "One card of the caller's own client book, with all client-book attributes",
  method: "GET",
  route,
  access: "channel",
  path,
  query: z.strictObject({}),
  answers: { 200: { description: "The card", schema: cardDetail } },
});

export const getCard = ({ http, getCard: get }: Services) =>
  associateFunction(getCardEndpoint, "viewOwnBook", http, async ({ channel, workerId, path: { customerId } }) => {
    const { card, etag } = await get(channel, workerId, customerId);
    return json(200, card, { etag });
  });

const changeCardEndpoint = endpoint({
  operationId: "changeClientBookAttributes",
  tag: "Clienteling",
  summary: "Changes what the caller keeps on a customer of the own client book; null takes an attribute away",
  method: "PATCH",
  route,
  access: "channel",
  path,
  query: z.strictObject({}),
  headers: { "if-match": z.string().optional() },
  body: z.strictObject({
    attributes: z.record(
      z.string().max(60),
      z.union([
        z
          .string()
          .max(4000)
          .regex(/^[^\p{Cc}\p{Cs}]*$/u),
        z.number(),
        z.boolean(),
        z.null(),
      ]),
    ),
  }),
  answers: { 200: { description: "The card as it is now", schema: cardDetail } },
});

export const changeClientBookAttributes = ({ http, changeClientBookAttributes: change }: Services) =>
  associateFunction(changeCardEndpoint, "add", http, async ({ channel, workerId, path: where, body, headers }) => {
    const { customerId } = where;
    const request = { customerId, changes: body.attributes, ifMatch: headers["if-match"] };
    const { card, etag } = await change(channel, workerId, request);
    return json(200, card, { etag });
  });
