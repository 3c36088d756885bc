import { z } from "zod";
import { editCustomerRequest, planEdit } from "../../shared/customers";
import { channelResourceFunction, endpoint } from "../../shared/http";
import type { Services } from "../services";
import { changedAnswers, changedCustomer, condition, customerPath } from "./changed-customer";

const editCustomerEndpoint = endpoint({
  operationId: "editCustomer",
  tag: "Customers",
  summary: "Changes a customer by a JSON merge patch",
  method: "PATCH",
  route: "api/v1/channels/{channelId}/customers/{customerId}",
  access: "channel",
  path: customerPath,
  headers: condition,
  query: z.strictObject({}),
  body: editCustomerRequest,
  answers: changedAnswers,
});

export const editCustomer = ({ http, findCustomer, changeCustomer, now, newId }: Services) =>
  channelResourceFunction(
    editCustomerEndpoint,
    http,
    (channel, { customerId }) => findCustomer(channel, customerId),
    async ({ channel, resource, actor, headers, body }) =>
      changedCustomer(
        await changeCustomer({
          channel,
          customer: resource,
          actor,
          ifMatch: headers["if-match"],
          isConditional: true,
          plan: (customer) => planEdit(body, customer, channel, { now: now().toISOString(), newId }),
        }),
      ),
  );
