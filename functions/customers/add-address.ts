import { z } from "zod";
import { address, addressOf, addressRequest, planNewAddress } from "../../shared/customers";
import { endpoint, json } from "../../shared/http";
import type { Services } from "../services";
import { changeFunction } from "./change-function";
import { condition, customerPath, etagOf } from "./changed-customer";

const addAddressEndpoint = endpoint({
  operationId: "addAddress",
  tag: "Customers",
  summary: "Adds an address to a customer",
  method: "POST",
  route: "api/v1/channels/{channelId}/customers/{customerId}/addresses",
  access: "channel",
  path: customerPath,
  headers: condition,
  query: z.strictObject({}),
  body: addressRequest,
  answers: {
    201: { description: "Added; the ETag is the customer's", schema: address },
    202: { description: "Kept in the channel; headquarters follows", schema: address },
  },
});

export const addAddress = (services: Services) =>
  changeFunction(
    addAddressEndpoint,
    services,
    async ({ channel, body }, change) => {
      const addressId = services.newId();
      const changed = await change((customer) => planNewAddress(body, customer, channel, () => addressId));
      const { customerId } = changed.customer.customer;
      const location = `/api/v1/channels/${channel.channelId}/customers/${customerId}/addresses/${addressId}`;
      const added = addressOf(changed.customer.customer, addressId);
      return json(changed.isPending ? 202 : 201, added, { ...etagOf(changed), location });
    },
    { isConditional: false },
  );
