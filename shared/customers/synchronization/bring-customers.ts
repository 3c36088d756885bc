import { isDeepStrictEqual } from "node:util";
import { Failure } from "../../failure";
import type { ChannelCustomer, ChannelCustomers } from "../channel-customers";
import type { HeadquartersCustomer } from "../headquarters-customers";
import type { ChannelCopies, HeldCopy } from "./channel-copies";
import { synchronizedCopy } from "./synchronized-copy";

export interface BringCustomersPorts {
  readonly copies: ChannelCopies;
  readonly channelCustomers: Pick<ChannelCustomers, "pendingWork">;
  now(): Date;
}

export interface Bringing {
  readonly channelDatabaseGroupId: string;
  readonly addressBookIds: readonly string[];
  /** Those of the customers who are in client books that the group holds. */
  readonly clientIds: ReadonlySet<string>;
  readonly customers: readonly HeadquartersCustomer[];
  /** Write also copies that are at headquarters' revision and yet differ from what they should be. */
  readonly repair: boolean;
}

/** How often copies that somebody else wrote at the same moment are looked at again. */
const mostTries = 5;

/**
 * Brings customers to a channel database group: those of its address books and its client books, and changes of all
 * others of whom it holds a copy, such as one that was read from headquarters once, was merged or was erased (J6). A copy that is current is
 * left alone. Answers how many concern the group, and how many copies were written.
 */
export type BringCustomers = (bringing: Bringing) => Promise<{ readonly read: number; readonly written: number }>;

export function bringCustomers({ copies, channelCustomers, now }: BringCustomersPorts): BringCustomers {
  return async (bringing) => {
    let left = bringing.customers;
    let read: number | undefined;
    let written = 0;
    for (let tries = 0; left.length > 0; tries += 1) {
      const { channelDatabaseGroupId } = bringing;
      if (tries === mostTries)
        throw new Failure("channel-database-unavailable", `Copies in ${channelDatabaseGroupId} keep changing.`);
      const held = await copies.find(channelDatabaseGroupId, left.map(idOf));
      const concerned = left.filter((known) => held.has(idOf(known)) || belongs(known, bringing));
      read ??= concerned.length;
      const fresh = await Promise.all(concerned.map((known) => freshCopy(known, held.get(idOf(known)), bringing)));
      const behind = fresh.filter((copy) => copy !== undefined);
      const lost = new Set(await copies.put(behind));
      written += behind.length - lost.size;
      left = concerned.filter((known) => lost.has(idOf(known)));
    }
    return { read: read ?? 0, written };
  };

  /** The copy as it should be; undefined when it is that already, or newer. */
  async function freshCopy(known: HeadquartersCustomer, held: HeldCopy | undefined, bringing: Bringing) {
    const { channelDatabaseGroupId, repair } = bringing;
    const isBehind = held === undefined || known.revision > held.copy.revision;
    if (!isBehind && !(repair && known.revision === held.copy.revision)) return undefined;
    // What the channel's own open operations change goes on to show (E5).
    const { copy: before, operations } =
      held && held.copy.openOperationCount > 0
        ? await channelCustomers.pendingWork(channelDatabaseGroupId, idOf(known))
        : { copy: held?.copy, operations: [] };
    if (before && before.revision > known.revision) return undefined;
    const fresh = synchronizedCopy(known, channelDatabaseGroupId, now(), before, operations);
    const copy = { ...fresh, etag: before?.etag };
    return before && held?.hasCurrentKeys && isDeepStrictEqual(content(copy), content(before)) ? undefined : copy;
  }
}

const idOf = ({ customer }: HeadquartersCustomer) => customer.customerId;

/** Which write a copy stems from is no part of what it says. */
function content({ traceParent: _, ...said }: ChannelCustomer) {
  return said;
}

/** What is left of a customer who was erased or merged goes only where a copy is. */
function belongs({ customer }: HeadquartersCustomer, { addressBookIds, clientIds }: Bringing): boolean {
  if (customer.erasedAt !== null || customer.mergedInto !== null) return false;
  return clientIds.has(customer.customerId) || customer.addressBookIds.some((book) => addressBookIds.includes(book));
}
