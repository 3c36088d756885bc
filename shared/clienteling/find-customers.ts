import type { ChannelCopies, ChannelCustomer, GetCustomer } from "../customers";
import { isFailure } from "../failure";
import type { ChannelConfiguration } from "../headquarters";

/**
 * The customers of the channel's legal entity among these ids, by the id asked for; a merged one answers the survivor.
 * Those that the channel database does not hold are read from headquarters and kept.
 */
export type FindCustomers = (
  channel: ChannelConfiguration,
  customerIds: readonly string[],
) => Promise<ReadonlyMap<string, ChannelCustomer>>;

export interface FindCustomersPorts {
  readonly copies: Pick<ChannelCopies, "find">;
  readonly getCustomer: GetCustomer;
}

/** How many customers that the channel does not hold are asked for at the same time. */
const atATime = 16;

export function findCustomers({ copies, getCustomer }: FindCustomersPorts): FindCustomers {
  return async (channel, customerIds) => {
    const { channelDatabaseGroupId, legalEntityId } = channel.organization;
    const held = await copies.find(channelDatabaseGroupId, customerIds);
    const found = new Map<string, ChannelCustomer>();
    const others: string[] = [];
    for (const id of customerIds) {
      const copy = held.get(id)?.copy;
      if (copy && copy.customer.mergedInto === null) found.set(id, copy);
      else others.push(id);
    }
    for (let from = 0; from < others.length; from += atATime) {
      const some = others.slice(from, from + atATime);
      const asked = await Promise.all(some.map((id) => known(channel, id)));
      some.forEach((id, index) => {
        const customer = asked[index];
        if (customer) found.set(id, customer);
      });
    }
    const isMember = ([, { customer }]: [string, ChannelCustomer]) =>
      customer.legalEntityId === legalEntityId && customer.erasedAt === null;
    return new Map([...found].filter(isMember));
  };

  async function known(channel: ChannelConfiguration, customerId: string): Promise<ChannelCustomer | undefined> {
    try {
      return await getCustomer(channel, customerId);
    } catch (error) {
      if (isFailure(error, "not-found")) return undefined;
      throw error;
    }
  }
}
