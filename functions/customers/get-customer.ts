import { z } from "zod";
import { customerEtag, customerView, viewOf } from "../../shared/customers";
import { channelFunction, endpoint, json } from "../../shared/http";
import type { Services } from "../services";

const getCustomerEndpoint = endpoint({
  operationId: "getCustomer",
  tag: "Customers",
  summary: "One customer, by GUID or account number",
  method: "GET",
  route: "api/v1/channels/{channelId}/customers/{customerId}",
  access: "channel",
  path: z.object({ customerId: z.string().min(1).max(60) }),
  query: z.strictObject({}),
  answers: { 200: { description: "The customer", schema: customerView } },
});

export const getCustomer = ({ http, getCustomer: get }: Services) =>
  channelFunction(getCustomerEndpoint, http, async ({ channel, path }) => {
    const found = await get(channel, path.customerId);
    return json(200, viewOf(found), { etag: customerEtag(found) });
  });
