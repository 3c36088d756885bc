import { z } from "zod";
import { customer, prefilledForm } from "../../shared/customers";
import { channelFunction, endpoint, json } from "../../shared/http";
import type { Services } from "../services";

const customerDefaults = customer.pick({
  customerType: true,
  customerGroup: true,
  receiptPreference: true,
  receiptEmail: true,
  currency: true,
  language: true,
  affiliations: true,
  financialDimensions: true,
});

const getCustomerDefaultsEndpoint = endpoint({
  operationId: "getCustomerDefaults",
  tag: "Customers",
  summary: "What a new customer would inherit in this channel",
  method: "GET",
  route: "api/v1/channels/{channelId}/customer-defaults",
  access: "channel",
  query: z.strictObject({ customerType: customer.shape.customerType.optional() }),
  answers: { 200: { description: "The prefilled form", schema: customerDefaults } },
});

export const getCustomerDefaults = ({ http }: Services) =>
  channelFunction(getCustomerDefaultsEndpoint, http, async ({ channel, query }) =>
    json(200, prefilledForm(channel, query.customerType)),
  );
