import type { GetCustomer } from "../../customers";
import { Failure } from "../../failure";
import type { ChannelConfiguration } from "../../headquarters";
import { cardOf } from "../cards/card";
import type { CardViews } from "../listing/card-views";
import { memberEtag, type ShownCard, shownCard } from "../listing/get-card";
import { entryOf, type Membership } from "../membership";
import { notInBook } from "../not-in-book";
import { requireClienteling } from "../require-clienteling";
import type { BringMembers } from "./bring-members";
import type { ChangeMemberships } from "./change-memberships";
import { type AttributeChanges, changedAttributes } from "./changed-attributes";

export interface ChangeAttributesPorts {
  readonly getCustomer: GetCustomer;
  readonly changeMemberships: ChangeMemberships;
  readonly bringMembers: BringMembers;
  readonly cardViews: CardViews;
}

export interface AttributesRequest {
  readonly customerId: string;
  readonly changes: AttributeChanges;
  /** The etag that the card must have, when the caller gives one. */
  readonly ifMatch?: string | undefined;
}

/**
 * Changes what an associate keeps on a customer of the own book (B6). Rejects with `not-found`, `invalid-request`,
 * `precondition-failed`, `headquarters-unavailable`. A crash between membership and card leaves the card to job 1010.
 */
export type ChangeClientBookAttributes = (
  channel: ChannelConfiguration,
  workerId: string,
  request: AttributesRequest,
) => Promise<ShownCard>;

export function changeClientBookAttributes(ports: ChangeAttributesPorts): ChangeClientBookAttributes {
  return async (channel, workerId, request) => {
    requireClienteling(channel);
    const { legalEntityId, channelDatabaseGroupId } = channel.organization;
    const known = await ports.getCustomer(channel, request.customerId);
    const { customerId } = known.customer;
    const changed = await ports.changeMemberships(legalEntityId, [customerId], (_, membership) =>
      changing(membership, workerId, request, channel),
    );
    const membership = changed.get(customerId)?.membership;
    const entry = entryOf(membership, workerId);
    if (membership === undefined || entry === undefined) throw notInBook();
    await ports.bringMembers(channel, [{ ...known, membership }]);
    return shownCard(cardOf(known, membership, entry, channelDatabaseGroupId), channel, ports.cardViews);
  };
}

function changing(
  membership: Membership | undefined,
  workerId: string,
  { changes, ifMatch }: AttributesRequest,
  channel: ChannelConfiguration,
) {
  const entry = entryOf(membership, workerId);
  if (membership === undefined || entry === undefined) throw notInBook();
  const { values, faults } = changedAttributes(entry.attributes, changes, channel);
  if (faults.length > 0) throw new Failure("invalid-request", "The attributes cannot be changed.", { errors: faults });
  if (ifMatch !== undefined && ifMatch !== "*" && ifMatch !== memberEtag(membership.revision))
    throw new Failure("precondition-failed", "It was changed meanwhile.");
  const entries = membership.entries.map((one) => (one === entry ? { ...entry, attributes: values } : one));
  return { outcome: true, entries };
}
