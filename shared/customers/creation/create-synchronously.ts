import { isFailure } from "../../failure";
import type { Log } from "../../log";
import { createdEntry } from "../audit";
import type { ChannelCustomer, ChannelCustomers } from "../channel-customers";
import type { CustomerKeys } from "../customer-keys";
import { type Duplicate, type DuplicateSearch, possibleDuplicatesOf } from "../duplicates/duplicate-search";
import { refuseDuplicates } from "../duplicates/refuse-duplicates";
import { claimReference } from "../external-reference";
import { type HeadquartersCustomers, numbered } from "../headquarters-customers";
import type { RealTimeService } from "../real-time-service";
import { synchronizedCopy } from "../synchronization/synchronized-copy";
import type { AdmitCustomer } from "./admit-customer";
import type { CreatedCustomer, Creation } from "./creation";

export interface CreateSynchronouslyPorts {
  readonly channelCustomers: ChannelCustomers;
  readonly headquartersCustomers: HeadquartersCustomers;
  readonly admitCustomer: AdmitCustomer;
  readonly customerKeys: Pick<CustomerKeys, "claim">;
  readonly duplicates: DuplicateSearch;
  readonly realTime: RealTimeService;
  readonly log: Log;
  now(): Date;
}

interface Admitted {
  readonly accountNumber: string;
  readonly duplicates: readonly Duplicate[];
}

/**
 * Creates a customer at headquarters and its copy in the channel. Rejects with `headquarters-unavailable`, and as
 * admission does, and with `reference-in-use`; with `onDuplicate: "reject"` also with `duplicate-customer`.
 */
export type CreateSynchronously = (creation: Creation) => Promise<CreatedCustomer>;

export function createSynchronously(ports: CreateSynchronouslyPorts): CreateSynchronously {
  const { channelCustomers, headquartersCustomers, realTime, log, now } = ports;

  // Three rounds of requests: the number (beside it who may be the same, and for a repeated key what is there), the
  // customer, its copy. An external reference takes one more, when the customer has been admitted: no refusal leaves it
  // claimed.
  return async (creation) => {
    const { channel, customer, requestHash, actor } = creation;
    const { channelDatabaseGroupId } = channel.organization;
    const begun = performance.now();
    const [existing, { accountNumber, duplicates }] = await Promise.all([
      requestHash === null ? undefined : channelCustomers.find(channelDatabaseGroupId, customer.customerId),
      admitted(creation, begun),
    ]);
    if (existing) return { copy: existing, duplicates };
    await realTime((signal) => claimReference(ports.customerKeys, customer, signal), begun);
    const possibleDuplicates = possibleDuplicatesOf(duplicates);
    const first = numbered({ customer, accountNumber, requestHash, possibleDuplicates, now: now() });
    const entry = createdEntry(first.customer, { actor, at: now().toISOString() });
    const known = await realTime((signal) => headquartersCustomers.create(first, entry, signal), begun);
    const { customerId } = customer;
    log.info("account-number.assigned", { customerId, accountNumber: known.customer.accountNumber });
    const copy = synchronizedCopy(known, channelDatabaseGroupId, now());
    await keepCopy(copy);
    return { copy, duplicates };
  };

  /** A create that rejects duplicates looks first, in the channel too, and so burns no number when it is refused. */
  async function admitted({ channel, customer, onDuplicate }: Creation, begun: number): Promise<Admitted> {
    const search = (signal: AbortSignal) => ports.duplicates.atHeadquarters(customer, signal);
    const admit = (signal: AbortSignal) => ports.admitCustomer(customer, signal);
    if (onDuplicate === "reject") {
      const { channelDatabaseGroupId } = channel.organization;
      const inChannel = ports.duplicates.inChannel(channelDatabaseGroupId, customer);
      refuseDuplicates(...(await Promise.all([realTime(search, begun), inChannel])));
      return { accountNumber: await realTime(admit, begun), duplicates: [] };
    }
    const both = (signal: AbortSignal) => Promise.all([admit(signal), search(signal)]);
    const [accountNumber, duplicates] = await realTime(both, begun);
    return { accountNumber, duplicates };
  }

  // A crash or a fault before this write loses nothing: headquarters has the customer, and job 1010 brings the copy.
  async function keepCopy(copy: ChannelCustomer): Promise<void> {
    try {
      await channelCustomers.insertCopy(copy);
    } catch (error) {
      if (!isFailure(error, "channel-database-unavailable")) throw error;
      log.warn("customer.copy-left-to-1010", { customerId: copy.customer.customerId });
    }
  }
}
