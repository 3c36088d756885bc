import { z } from "zod";
import { configurationId } from "../../shared/headquarters";
import { associateFunction, endpoint, json } from "../../shared/http";
import type { Services } from "../services";

const reassigned = z.object({ customerId: z.string(), outcome: z.enum(["reassigned", "notInBook", "notFound"]) });

const reassignCustomersEndpoint = endpoint({
  operationId: "reassignCustomers",
  tag: "Clienteling",
  summary: "Moves customers into the client book of another associate of the store",
  method: "POST",
  route: "api/v1/channels/{channelId}/store-client-books/reassignments",
  access: "channel",
  query: z.strictObject({}),
  body: z.strictObject({
    customerIds: z.array(z.string().min(1).max(60)).min(1).max(500),
    toWorkerId: configurationId,
    fromWorkerId: configurationId.optional(),
  }),
  answers: {
    200: {
      description: "The outcome for each customer, in their order",
      schema: z.object({ results: z.array(reassigned) }),
    },
  },
});

export const reassignCustomers = ({ http, reassignCustomers: reassign }: Services) =>
  associateFunction(reassignCustomersEndpoint, "reassign", http, async ({ channel, body }) =>
    json(200, { results: await reassign(channel, body) }),
  );
