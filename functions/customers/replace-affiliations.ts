import { z } from "zod";
import { planAffiliations, replaceAffiliationsRequest } from "../../shared/customers";
import { endpoint } from "../../shared/http";
import type { Services } from "../services";
import { changeFunction } from "./change-function";
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

export const replaceAffiliations = (services: Services) =>
  changeFunction(replaceAffiliationsEndpoint, services, async ({ channel, body }, change) =>
    changedCustomer(await change((customer) => planAffiliations(body.affiliations, customer, channel))),
  );
