import type { GetCustomer } from "../../customers";
import type { ChannelConfiguration } from "../../headquarters";
import { notInBook } from "../not-in-book";
import { requireClienteling } from "../require-clienteling";
import type { BringMembers } from "./bring-members";
import type { ChangeMemberships } from "./change-memberships";

export interface RemovePorts {
  readonly getCustomer: GetCustomer;
  readonly changeMemberships: ChangeMemberships;
  readonly bringMembers: BringMembers;
}

/**
 * Takes a customer out of an associate's book, and its client-book attributes with it (B6). A crash between membership
 * and card leaves a card that job 1010 takes away. Rejects with `not-found` when the customer is not in this book, and
 * with `headquarters-unavailable`.
 */
export type RemoveFromClientBook = (
  channel: ChannelConfiguration,
  workerId: string,
  customerId: string,
) => Promise<void>;

export function removeFromClientBook(ports: RemovePorts): RemoveFromClientBook {
  return async (channel, workerId, customerId) => {
    requireClienteling(channel);
    const known = await ports.getCustomer(channel, customerId);
    const id = known.customer.customerId;
    const changed = await ports.changeMemberships(channel.organization.legalEntityId, [id], (entries) => {
      const others = entries.filter((entry) => entry.workerId !== workerId);
      return others.length < entries.length ? { outcome: true, entries: others } : { outcome: false };
    });
    const { membership, before } = changed.get(id) ?? {};
    if (membership) await ports.bringMembers(channel, [{ ...known, membership, before }]);
    if (!changed.get(id)?.outcome) throw notInBook();
  };
}
