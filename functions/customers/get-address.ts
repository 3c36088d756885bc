import { z } from "zod";
import { address, addressOf, customerEtag } from "../../shared/customers";
import { channelFunction, endpoint, json } from "../../shared/http";
import type { Services } from "../services";
import { addressPath } from "./changed-customer";

const getAddressEndpoint = endpoint({
  operationId: "getAddress",
  tag: "Customers",
  summary: "One address of a customer",
  method: "GET",
  route: "api/v1/channels/{channelId}/customers/{customerId}/addresses/{addressId}",
  access: "channel",
  path: addressPath,
  query: z.strictObject({}),
  answers: { 200: { description: "The address; the ETag is the customer's", schema: address } },
});

export const getAddress = ({ http, getCustomer }: Services) =>
  channelFunction(getAddressEndpoint, http, async ({ channel, path }) => {
    const found = await getCustomer(channel, path.customerId);
    return json(200, addressOf(found.customer, path.addressId), { etag: customerEtag(found) });
  });
