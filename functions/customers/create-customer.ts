import { z } from "zod";
import {
  type ChannelCustomer,
  createCustomerRequest,
  customerEtag,
  customerView,
  viewOf,
} from "../../shared/customers";
import { channelFunction, endpoint, json } from "../../shared/http";
import type { Services } from "../services";

const createdCustomer = customerView.extend({
  creationMode: z.enum(["sync", "async"]),
  asyncReason: z.enum(["profile", "offline", "headquartersUnavailable"]).nullable(),
});

const createCustomerEndpoint = endpoint({
  operationId: "createCustomer",
  tag: "Customers",
  summary: "Creates a customer, at headquarters at once or kept in the channel until headquarters has it",
  method: "POST",
  route: "api/v1/channels/{channelId}/customers",
  access: "channel",
  headers: { "idempotency-key": z.string().min(1).max(200).optional() },
  query: z.strictObject({}),
  body: createCustomerRequest,
  answers: {
    201: { description: "Created; headquarters knows it under its account number", schema: createdCustomer },
    202: { description: "Kept in the channel; the account number follows", schema: createdCustomer },
  },
});

export const createCustomer = ({ http, createCustomer: create }: Services) =>
  channelFunction(createCustomerEndpoint, http, async ({ channel, body, headers, actor }) => {
    const created = await create({ channel, request: body, actor, idempotencyKey: headers["idempotency-key"] });
    return answer(created, `/api/v1/channels/${channel.channelId}/customers/${created.customer.customerId}`);
  });

function answer(created: ChannelCustomer, location: string) {
  const status = created.customer.accountNumber === null ? 202 : 201;
  const creationMode = created.asyncReason === null ? "sync" : "async";
  const body = { ...viewOf(created), creationMode, asyncReason: created.asyncReason };
  return json(status, body, { location, etag: customerEtag(created) });
}
