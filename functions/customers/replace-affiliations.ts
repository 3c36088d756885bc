import { z } from "zod";
import { planAffiliations, replaceAffiliationsRequest } from "../../shared/customers";
import { channelResourceFunction, endpoint } from "../../shared/http";
import type { Services } from "../services";
import { changedAnswers, changedCustomer, condition, customerPath } from "./changed-customer";

const replaceAffiliationsEndpoint = endpoint({
  operationId: "replaceAffiliations",
  tag: "Customers",
  summary: "Replaces a customer's affiliations",
  method: "PUT",
  route: "api/v1/channels/{channelId}/customers/{customerId}/affiliations",
  access: "channel",
  path: customerPath,
  headers: condition,
  query: z.strictObject({}),
  body: replaceAffiliationsRequest,
  answers: changedAnswers,
});

export const replaceAffiliations = ({ http, findCustomer, changeCustomer }: Services) =>
  channelResourceFunction(
    replaceAffiliationsEndpoint,
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
          plan: (customer) => planAffiliations(body.affiliations, customer, channel),
        }),
      ),
  );
