import type { HttpResponseInit } from "@azure/functions";
import type { z } from "zod";
import { addressOf, type ChangedCustomer, type ChangeRequest, type FindCustomer } from "../../shared/customers";
import type { ChannelConfiguration } from "../../shared/headquarters";
import { channelResourceFunction, type Endpoint } from "../../shared/http";
import type { Services } from "../services";

interface CustomerPath {
  readonly customerId: string;
  readonly addressId?: string | undefined;
}

interface Asked<Path, Body> {
  readonly channel: ChannelConfiguration;
  readonly path: Path;
  readonly body: Body;
}

/** Changes the customer of the path as planned. */
type Change = (plan: ChangeRequest["plan"]) => Promise<ChangedCustomer>;

/** An endpoint that changes a customer; it needs `If-Match`, unless it only adds. */
export function changeFunction<Path extends z.ZodType<CustomerPath>, Query extends z.ZodType, Body extends z.ZodType>(
  endpoint: Endpoint<Path, Query, Body>,
  { http, findCustomer, changeCustomer }: Services,
  handle: (asked: Asked<z.output<Path>, z.output<Body>>, change: Change) => Promise<HttpResponseInit>,
  { isConditional = true } = {},
) {
  return channelResourceFunction(endpoint, http, findAddressee(findCustomer), (request) => {
    const { channel, resource: customer, actor, headers } = request;
    const asked = { channel, customer, actor, ifMatch: headers["if-match"], isConditional };
    return handle(request, (plan) => changeCustomer({ ...asked, plan }));
  });
}

/** An address that the path names must be there too; rejects with `not-found` for the one or the other. */
const findAddressee = (find: FindCustomer) => async (channel: ChannelConfiguration, path: CustomerPath) => {
  const found = await find(channel, path.customerId);
  if (path.addressId !== undefined && found.customer.mergedInto === null) addressOf(found.customer, path.addressId);
  return found;
};
