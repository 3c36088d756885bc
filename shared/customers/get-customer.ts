import { Failure, isFailure } from "../failure";
import type { ChannelConfiguration } from "../headquarters";
import type { ChannelCustomer, ChannelCustomers, StoredChannelCustomer } from "./channel-customers";
import { customerId as customerIdSchema } from "./customer";
import type { HeadquartersCustomers } from "./headquarters-customers";
import type { RealTimeService } from "./real-time-service";
import { synchronizedCopy } from "./synchronization/synchronized-copy";

export interface GetCustomerPorts {
  readonly channelCustomers: ChannelCustomers;
  readonly headquartersCustomers: HeadquartersCustomers;
  readonly realTime: RealTimeService;
  now(): Date;
}

/**
 * One customer of the channel's legal entity by GUID or account number (C3); one that was merged answers as the
 * customer that stands for it (C7). One that the channel database does not hold is read from headquarters once and its
 * copy kept. Rejects with `not-found`, and with `headquarters-unavailable` when the channel does not hold it and
 * headquarters is away.
 */
export type GetCustomer = (channel: ChannelConfiguration, id: string) => Promise<StoredChannelCustomer>;

export function getCustomer(ports: GetCustomerPorts): GetCustomer {
  const find = findCustomer(ports);

  return async (channel, id) => {
    let found = await find(channel, id);
    while (found.customer.mergedInto !== null) found = await find(channel, found.customer.mergedInto);
    return found;
  };
}

/** The same for a customer that is to be changed: one that was merged is answered as it is. */
export type FindCustomer = GetCustomer;

export function findCustomer({
  channelCustomers,
  headquartersCustomers,
  realTime,
  now,
}: GetCustomerPorts): FindCustomer {
  return async (channel, id) => {
    const { channelDatabaseGroupId, legalEntityId } = channel.organization;
    const guid = customerIdSchema.safeParse(id);
    const local = guid.success
      ? await channelCustomers.find(channelDatabaseGroupId, guid.data)
      : await channelCustomers.findByAccountNumber(channelDatabaseGroupId, legalEntityId, id);
    if (local) return ofLegalEntity(local, legalEntityId);

    const known = await realTime((signal) =>
      guid.success
        ? headquartersCustomers.find(guid.data, signal)
        : headquartersCustomers.findByAccountNumber(legalEntityId, id, signal),
    );
    if (!known) throw notFound();
    const copy = ofLegalEntity(synchronizedCopy(known, channelDatabaseGroupId, now()), legalEntityId);
    return current(await channelCustomers.insertCopy(copy));
  };

  /**
   * What happened to the customer between the look at headquarters and the copy passed this group by, since it held
   * none: an erasure above all (P1). A crash before this, or headquarters that is away then, leaves it to a full run of
   * 1010.
   */
  async function current(copy: StoredChannelCustomer): Promise<StoredChannelCustomer> {
    const { channelDatabaseGroupId, revision, etag } = copy;
    const { customerId } = copy.customer;
    const known = await unlessAway(realTime((signal) => headquartersCustomers.find(customerId, signal)));
    // Somebody else made the copy, and changed it since, where it has operations of its own.
    if (known === undefined || known.revision <= revision || copy.openOperationCount > 0) return copy;
    const fresh = { ...synchronizedCopy(known, channelDatabaseGroupId, now(), copy), etag };
    const isReplaced = await channelCustomers.replaceCopy(fresh);
    const found = (await channelCustomers.find(channelDatabaseGroupId, customerId)) ?? copy;
    return isReplaced ? found : current(found);
  }
}

async function unlessAway<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isFailure(error, "headquarters-unavailable")) return undefined;
    throw error;
  }
}

function ofLegalEntity<Known extends ChannelCustomer>(known: Known, legalEntityId: string): Known {
  if (known.customer.legalEntityId !== legalEntityId) throw notFound();
  return known;
}

const notFound = () => new Failure("not-found", "There is no such customer.");
