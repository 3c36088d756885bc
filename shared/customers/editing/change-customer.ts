import type { ChannelCustomer, ChannelCustomers, StoredChannelCustomer } from "../channel-customers";
import type { FindCustomer } from "../get-customer";
import type { AppendOperation } from "./append-operation";
import type { ChangeRequest } from "./change-request";
import type { ChangeSynchronously } from "./change-synchronously";
import { conditionFailed, matches, requireCondition } from "./if-match";
import { areOnTheirWay, isAsynchronous } from "./is-asynchronous";
import type { RequireFreeCard } from "./require-free-card";
import { requireLiving } from "./require-living";

export interface ChangeCustomerPorts {
  readonly findCustomer: FindCustomer;
  readonly channelCustomers: Pick<ChannelCustomers, "pendingWork">;
  readonly requireFreeCard: RequireFreeCard;
  readonly appendOperation: AppendOperation;
  readonly changeSynchronously: ChangeSynchronously;
}

export interface ChangedCustomer {
  readonly customer: ChannelCustomer;
  /** Whether headquarters has still to hear of it. */
  readonly isPending: boolean;
}

/**
 * Changes a customer in a channel: at headquarters first and then in the copy (E1), or kept in the channel as an
 * operation for headquarters (E2–E5), also behind others that have not got there yet (S4). One that changes nothing
 * writes nothing. Refuses, in this order, with what `plan` refuses with, `customer-erased`, `customer-merged`,
 * `customer-pending-sync`, `precondition-required`, `precondition-failed`, `headquarters-unavailable`, `card-in-use`,
 * `reference-in-use`.
 */
export type ChangeCustomer = (request: ChangeRequest) => Promise<ChangedCustomer>;

/**
 * How often a change is tried when somebody else was faster. A condition is looked at each time: it may hold still, when
 * what was written was no more than a sync time (E1).
 */
const mostTries = 10;

export function changeCustomer(ports: ChangeCustomerPorts): ChangeCustomer {
  const { findCustomer, channelCustomers, requireFreeCard, appendOperation, changeSynchronously } = ports;

  return async (request) => {
    let { customer } = request;
    for (let tries = 0; tries < mostTries; tries += 1) {
      const changed = await change({ ...request, customer });
      if (changed) return changed;
      customer = await findCustomer(request.channel, customer.customer.customerId);
    }
    throw conditionFailed();
  };

  /** Answers undefined when somebody else was faster. */
  async function change(request: ChangeRequest): Promise<ChangedCustomer | undefined> {
    const { channel, customer, ifMatch } = request;
    requireLiving(customer.customer);
    const planned = request.plan(customer.customer);
    const isPending = planned
      ? isAsynchronous(planned.kind, customer.customer, channel.global.features) || (await isBehindOthers(customer))
      : customer.customer.accountNumber === null;
    if (request.isConditional) requireCondition(ifMatch);
    if (!isPending) return settled(await changeSynchronously(request));
    if (!matches(ifMatch, customer)) throw conditionFailed();
    if (planned === undefined) return settled(customer);
    await requireFreeCard(customer, planned);
    const changed = await appendOperation(request, planned);
    return changed && { customer: changed, isPending: true };
  }

  /** Most customers have nothing open, and are not asked for it. */
  async function isBehindOthers({ channelDatabaseGroupId, customer, openOperationCount }: StoredChannelCustomer) {
    if (openOperationCount === 0) return false;
    const { operations } = await channelCustomers.pendingWork(channelDatabaseGroupId, customer.customerId);
    return areOnTheirWay(operations);
  }
}

const settled = (customer: ChannelCustomer | undefined) => customer && { customer, isPending: false };
