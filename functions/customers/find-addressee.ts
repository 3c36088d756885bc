import { addressOf, type FindCustomer } from "../../shared/customers";
import type { ChannelConfiguration } from "../../shared/headquarters";

/** The customer of an address that is to be changed; rejects with `not-found` for the one or the other. */
export const findAddressee =
  (findCustomer: FindCustomer) =>
  async (channel: ChannelConfiguration, path: { readonly customerId: string; readonly addressId: string }) => {
    const found = await findCustomer(channel, path.customerId);
    if (found.customer.mergedInto === null) addressOf(found.customer, path.addressId);
    return found;
  };
