import { z } from "zod";
import { channelVisibility } from "../../shared/customers";
import { administratorFunction, endpoint, json } from "../../shared/http";
import type { Services } from "../services";

const explainVisibilityEndpoint = endpoint({
  operationId: "explainVisibility",
  tag: "Operations",
  summary: "Why a customer is, or is not, visible in each channel of its legal entity",
  method: "GET",
  route: "api/v1/headquarters/customers/{customerId}/visibility",
  access: "administrator",
  path: z.object({ customerId: z.guid().toLowerCase() }),
  query: z.strictObject({}),
  answers: {
    200: {
      description: "Channel by channel",
      schema: z.object({
        customerId: z.string(),
        accountNumber: z.string().nullable(),
        revision: z.number().nullable(),
        channels: z.array(channelVisibility),
      }),
    },
  },
});

export const explainVisibility = ({ http, explainVisibility: explain }: Services) =>
  administratorFunction(explainVisibilityEndpoint, http, async ({ path }) => json(200, await explain(path.customerId)));
