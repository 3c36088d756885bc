import { z } from "zod";
import { configurationId } from "../../shared/headquarters";
import { administratorFunction, endpoint, json } from "../../shared/http";
import type { Services } from "../services";

const answer = z.object({
  results: z.array(
    z.object({
      operationId: z.string(),
      customerId: z.string().nullable(),
      outcome: z.enum(["synchronized", "endedMeanwhile", "changedMeanwhile"]),
    }),
  ),
  continuationToken: z.string().nullable(),
});

const synchronizeOperationsEndpoint = endpoint({
  operationId: "synchronizeAsyncOperations",
  tag: "Operations",
  summary: "Synchronizes failed operations again, oldest first; with a continuation token when there are more",
  method: "POST",
  route: "api/v1/headquarters/async-operations/synchronize",
  access: "administrator",
  query: z.strictObject({}),
  body: z.strictObject({
    channelIds: z.array(configurationId).min(1).max(20).optional(),
    customerIds: z.array(z.guid().toLowerCase()).min(1).max(20).optional(),
    top: z.int().min(1).max(200).default(200),
    continuationToken: z.string().max(8000).optional(),
  }),
  answers: { 200: { description: "What became of each", schema: answer } },
});

export const synchronizeOperations = ({ http, synchronizeOperations: synchronize }: Services) =>
  administratorFunction(synchronizeOperationsEndpoint, http, async ({ body, actor }) => {
    const { continuationToken, ...filter } = body;
    const { results, continuation } = await synchronize({ ...filter, continuation: continuationToken }, actor);
    return json(200, { results, continuationToken: continuation ?? null });
  });
