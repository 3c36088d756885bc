import { z } from "zod";
import { associateFunction, endpoint, json } from "../../shared/http";
import type { Services } from "../services";

const added = z.object({
  customerId: z.string(),
  outcome: z.enum(["added", "alreadyMine", "inAnotherBook", "notFound"]),
  workerId: z.string().optional(),
});

const addToClientBookEndpoint = endpoint({
  operationId: "addToClientBook",
  tag: "Clienteling",
  summary: "Adds customers to the caller's own client book",
  method: "POST",
  route: "api/v1/channels/{channelId}/client-book/customers",
  access: "channel",
  query: z.strictObject({}),
  body: z.strictObject({ customerIds: z.array(z.string().min(1).max(60)).min(1).max(500) }),
  answers: {
    200: {
      description: "The outcome for each customer, in their order",
      schema: z.object({ results: z.array(added) }),
    },
  },
});

export const addToClientBook = ({ http, addToClientBook: add }: Services) =>
  associateFunction(addToClientBookEndpoint, "add", http, async ({ channel, workerId, body }) =>
    json(200, { results: await add(channel, workerId, body.customerIds) }),
  );
