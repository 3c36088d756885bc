import { z } from "zod";
import {
  type CreatedCustomer,
  createCustomerRequest,
  creationFaults,
  customerEtag,
  customerView,
  detailed,
  possibleDuplicate,
  viewOf,
} from "../../shared/customers";
import { channelFunction, endpoint, json } from "../../shared/http";
import type { Services } from "../services";

const createdCustomer = customerView.extend({
  possibleDuplicates: z.array(
    possibleDuplicate.extend({ accountNumber: z.string().nullable().optional(), name: z.string().optional() }),
  ),
  /** While headquarters does not know the customer, duplicates were sought in the channel's database group alone. */
  duplicateCheck: z.enum(["headquarters", "channelOnly"]),
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
  query: z.strictObject({ onDuplicate: z.enum(["report", "reject"]).default("report") }),
  body: createCustomerRequest,
  rules: (channel) => (sound, faulty) => creationFaults(sound, channel, faulty),
  answers: {
    201: { description: "Created; headquarters knows it under its account number", schema: createdCustomer },
    202: { description: "Kept in the channel; the account number follows", schema: createdCustomer },
  },
});

export const createCustomer = ({ http, createCustomer: create }: Services) =>
  channelFunction(createCustomerEndpoint, http, async ({ channel, body, query, headers, actor }) => {
    const { onDuplicate } = query;
    const idempotencyKey = headers["idempotency-key"];
    const created = await create({ channel, request: body, actor, idempotencyKey, onDuplicate });
    return answer(created, `/api/v1/channels/${channel.channelId}/customers/${created.copy.customer.customerId}`);
  });

function answer({ copy, duplicates }: CreatedCustomer, location: string) {
  const status = copy.customer.accountNumber === null ? 202 : 201;
  const body = {
    ...viewOf(copy),
    possibleDuplicates: copy.possibleDuplicates.map((duplicate) => detailed(duplicate, duplicates)),
    creationMode: copy.asyncReason === null ? "sync" : "async",
    asyncReason: copy.asyncReason,
    duplicateCheck: copy.revision > 0 ? "headquarters" : "channelOnly",
  };
  return json(status, body, { location, etag: customerEtag(copy) });
}
