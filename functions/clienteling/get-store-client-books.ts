import { z } from "zod";
import { configurationId } from "../../shared/headquarters";
import { associateFunction, endpoint, json } from "../../shared/http";
import type { Services } from "../services";
import { cardQuery, cardsPage } from "./card-query";

const getStoreClientBooksEndpoint = endpoint({
  operationId: "getStoreClientBooks",
  tag: "Clienteling",
  summary: "The client books of the store's associates; filtered like an own book, and by workerId",
  method: "GET",
  route: "api/v1/channels/{channelId}/store-client-books",
  access: "channel",
  query: cardQuery({ workerId: z.union([configurationId, z.array(configurationId).max(50)]).optional() }),
  answers: { 200: { description: "Cards by name; each names its associate", schema: cardsPage } },
});

export const getStoreClientBooks = ({ http, listStoreClientBooks }: Services) =>
  associateFunction(getStoreClientBooksEndpoint, "viewStoreBooks", http, async ({ channel, query }) => {
    const { top, continuationToken, q, workerId, ...attributes } = query;
    const workerIds = workerId === undefined ? undefined : [workerId].flat();
    return json(200, await listStoreClientBooks(channel, { top, continuationToken, q, workerIds, attributes }));
  });
