import { z } from "zod";
import { address, addressOf, changeAddressRequest, planAddressChange } from "../../shared/customers";
import { endpoint, json } from "../../shared/http";
import type { Services } from "../services";
import { changeFunction } from "./change-function";
import { addressPath, condition, etagOf } from "./changed-customer";

const changeAddressEndpoint = endpoint({
  operationId: "changeAddress",
  tag: "Customers",
  summary: "Changes an address by a JSON merge patch",
  method: "PATCH",
  route: "api/v1/channels/{channelId}/customers/{customerId}/addresses/{addressId}",
  access: "channel",
  path: addressPath,
  headers: condition,
  query: z.strictObject({}),
  body: changeAddressRequest,
  answers: {
    200: { description: "Changed; the ETag is the customer's", schema: address },
    202: { description: "Kept in the channel; headquarters follows", schema: address },
  },
});

export const changeAddress = (services: Services) =>
  changeFunction(changeAddressEndpoint, services, async ({ path, body }, change) => {
    const changed = await change((customer) => planAddressChange(body, customer, path.addressId));
    const shown = addressOf(changed.customer.customer, path.addressId);
    return json(changed.isPending ? 202 : 200, shown, etagOf(changed));
  });
