import { z } from "zod";
import { customerView, planAddressRemoval } from "../../shared/customers";
import { endpoint } from "../../shared/http";
import type { Services } from "../services";
import { changeFunction } from "./change-function";
import { addressPath, changedCustomer, condition, etagOf } from "./changed-customer";

const removeAddressEndpoint = endpoint({
  operationId: "removeAddress",
  tag: "Customers",
  summary: "Takes an address away from a customer",
  method: "DELETE",
  route: "api/v1/channels/{channelId}/customers/{customerId}/addresses/{addressId}",
  access: "channel",
  path: addressPath,
  headers: condition,
  query: z.strictObject({}),
  answers: {
    202: { description: "Kept in the channel; headquarters follows", schema: customerView },
    204: { description: "Taken away; the ETag is the customer's" },
  },
});

export const removeAddress = (services: Services) =>
  changeFunction(removeAddressEndpoint, services, async ({ path }, change) => {
    const changed = await change((customer) => planAddressRemoval(customer, path.addressId));
    return changed.isPending ? changedCustomer(changed) : { status: 204, headers: etagOf(changed) };
  });
