import { z } from "zod";
import { suggestion } from "../../shared/clienteling";
import { associateFunction, endpoint, json, pageOf, pageQuery } from "../../shared/http";
import type { Services } from "../services";

const days = z
  .string()
  .regex(/^\d{1,4}$/, "A whole number of days is expected.")
  .transform(Number)
  .default(30);

const suggestCustomersEndpoint = endpoint({
  operationId: "suggestCustomers",
  tag: "Clienteling",
  summary: "Clients not contacted for some days (30, if it is not said), and customers of the store in nobody's book",
  method: "GET",
  route: "api/v1/channels/{channelId}/client-book/suggestions",
  access: "channel",
  query: z.strictObject({ days, ...pageQuery }),
  answers: { 200: { description: "Suggestions; a page may be short", schema: pageOf(suggestion) } },
});

export const suggestCustomers = ({ http, suggestCustomers: suggest }: Services) =>
  associateFunction(suggestCustomersEndpoint, "viewOwnBook", http, async ({ channel, workerId, query }) =>
    json(200, await suggest(channel, workerId, query)),
  );
