import { z } from "zod";
import { associateFunction, endpoint, json } from "../../shared/http";
import type { Services } from "../services";
import { cardQuery, cardsPage } from "./card-query";

const getClientBookEndpoint = endpoint({
  operationId: "getClientBook",
  tag: "Clienteling",
  summary:
    "The caller's own client book; filtered by attr.{name}, attr.{name}.from, attr.{name}.to, attr.{name}.withinDays",
  method: "GET",
  route: "api/v1/channels/{channelId}/client-book",
  access: "channel",
  query: cardQuery({}),
  answers: {
    200: {
      description: "Cards by name; clientBookId is null until the first customer is added",
      schema: cardsPage.extend({ clientBookId: z.string().nullable() }),
    },
  },
});

export const getClientBook = ({ http, listClientBook }: Services) =>
  associateFunction(getClientBookEndpoint, "viewOwnBook", http, async ({ channel, workerId, query }) => {
    const { top, continuationToken, q, ...attributes } = query;
    return json(200, await listClientBook(channel, workerId, { top, continuationToken, q, attributes }));
  });
