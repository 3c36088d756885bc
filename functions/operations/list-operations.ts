import { z } from "zod";
import { operationState, operationView } from "../../shared/customers";
import { configurationId } from "../../shared/headquarters";
import { administratorFunction, endpoint, json, pageOf, pageQuery } from "../../shared/http";
import type { Services } from "../services";

/** Repeated, it means any of. */
const anyOf = <Item extends z.ZodType>(item: Item) =>
  z.union([item.transform((one) => [one]), z.array(item).max(20)]).optional();

const listOperationsEndpoint = endpoint({
  operationId: "listAsyncOperations",
  tag: "Operations",
  summary: "The customer synchronization status list: every asynchronous operation, and why one failed",
  method: "GET",
  route: "api/v1/headquarters/async-operations",
  access: "administrator",
  query: z.strictObject({
    state: anyOf(operationState),
    channelId: anyOf(configurationId),
    customerId: anyOf(z.guid().toLowerCase()),
    order: z.enum(["newest", "oldest"]).default("newest"),
    ...pageQuery,
  }),
  answers: { 200: { description: "Operations, in the order of their creation", schema: pageOf(operationView) } },
});

export const listOperations = ({ http, listOperations: list }: Services) =>
  administratorFunction(listOperationsEndpoint, http, async ({ query }) => {
    const { items, continuation } = await list({
      states: query.state ?? operationState.options,
      channelIds: query.channelId,
      customerIds: query.customerId,
      order: query.order,
      top: query.top,
      continuation: query.continuationToken,
    });
    return json(200, { items, continuationToken: continuation ?? null });
  });
