import { z } from "zod";
import { editCustomerRequest, planEdit } from "../../shared/customers";
import { endpoint } from "../../shared/http";
import type { Services } from "../services";
import { changeFunction } from "./change-function";
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

export const editCustomer = (services: Services) =>
  changeFunction(editCustomerEndpoint, services, async ({ channel, body }, change) => {
    const creation = { now: services.now().toISOString(), newId: services.newId };
    return changedCustomer(await change((customer) => planEdit(body, customer, channel, creation)));
  });
