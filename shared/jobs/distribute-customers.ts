import {
  type ChannelCopies,
  type ChannelCustomers,
  type HeadquartersChanges,
  type HeadquartersCustomer,
  type StoredChannelCustomer,
  synchronizedCopy,
} from "../customers";
import { Failure } from "../failure";
import type { ConfigurationStore, HeadquartersConfiguration } from "../headquarters";
import type { Job } from "./job";

export interface DistributeCustomersPorts {
  readonly changes: HeadquartersChanges;
  readonly copies: ChannelCopies;
  readonly channelCustomers: Pick<ChannelCustomers, "pendingWork">;
  readonly configuration: ConfigurationStore;
  now(): Date;
}

/** How often copies that somebody else wrote at the same moment are looked at again. */
const mostTries = 5;

/**
 * 1010: brings new and changed customers, and their account numbers, to the channel databases. Reads headquarters'
 * change feed once and fans it out to the groups that hold the customers (J6); a copy that is current is left alone.
 */
export function distributeCustomers(ports: DistributeCustomersPorts): Job {
  const { changes, copies, channelCustomers, configuration, now } = ports;
  return async ({ mode, checkpoint, count, step }) => {
    const { hq } = await configuration.snapshot(["channels", "channel-database-groups"]);
    for await (const page of changes.since(mode === "full" ? undefined : checkpoint)) {
      await Promise.all(
        [...byGroup(page.customers, hq)].map(async ([groupId, customers]) =>
          count(groupId, customers.length, await bring(groupId, customers)),
        ),
      );
      await step(page.continuation);
    }
  };

  /** Answers how many copies it wrote. */
  async function bring(groupId: string, customers: readonly HeadquartersCustomer[]): Promise<number> {
    let left = customers;
    let written = 0;
    for (let tries = 0; left.length > 0; tries += 1) {
      if (tries === mostTries) throw new Failure("channel-database-unavailable", `Copies in ${groupId} keep changing.`);
      const held = await copies.find(
        groupId,
        left.map(({ customer }) => customer.customerId),
      );
      const behind = left.filter(({ customer, revision }) => revision > (held.get(customer.customerId)?.revision ?? 0));
      const fresh = await Promise.all(
        behind.map((known) => refreshed(known, groupId, held.get(known.customer.customerId))),
      );
      const lost = new Set(await copies.put(fresh));
      left = behind.filter(({ customer }) => lost.has(customer.customerId));
      written += behind.length - left.length;
    }
    return written;
  }

  /** What the channel's own open operations change goes on to show (E5). */
  async function refreshed(known: HeadquartersCustomer, groupId: string, held: StoredChannelCustomer | undefined) {
    const hasOwn = held !== undefined && held.openOperationCount > 0;
    const { copy: before, operations } = hasOwn
      ? await channelCustomers.pendingWork(groupId, known.customer.customerId)
      : { copy: held, operations: [] };
    return { ...synchronizedCopy(known, groupId, now(), before, operations), etag: before?.etag };
  }
}

/** Which groups hold which of the customers: those with a channel of one of the customer's address books (J6). */
function byGroup(customers: readonly HeadquartersCustomer[], hq: HeadquartersConfiguration) {
  const groups = new Map<string, HeadquartersCustomer[]>();
  const booksOf = new Map<string, Set<string>>();
  for (const { channelDatabaseGroupId, addressBookIds } of hq.channels.values()) {
    if (hq["channel-database-groups"].get(channelDatabaseGroupId)?.excludedJobs.includes("1010")) continue;
    const books = booksOf.get(channelDatabaseGroupId) ?? new Set();
    for (const book of addressBookIds) books.add(book);
    booksOf.set(channelDatabaseGroupId, books);
  }
  for (const [groupId, books] of booksOf) {
    const held = customers.filter(({ customer }) => customer.addressBookIds.some((book) => books.has(book)));
    if (held.length > 0) groups.set(groupId, held);
  }
  return groups;
}
