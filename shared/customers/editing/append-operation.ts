import type { ChannelCustomer, ChannelCustomers } from "../channel-customers";
import type { AnnounceOperation } from "../synchronization/announce-operation";
import type { ChangeOperation } from "../synchronization/operation";
import { applyChange } from "./apply-change";
import type { ChangeRequest } from "./change-request";
import type { CustomerChange } from "./customer-change";

export interface AppendOperationPorts {
  readonly channelCustomers: ChannelCustomers;
  readonly announceOperation: AnnounceOperation;
  /** How long the P-job leaves a fresh operation to its own signal. */
  readonly signalGraceMs: number;
  now(): Date;
  newId(): string;
}

/**
 * Keeps a change in the channel: the operation and the copy that shows it in one batch, then a signal (S2). A crash
 * before the signal leaves the operation to the P-job. Answers undefined when the copy changed since it was found.
 */
export type AppendOperation = (
  request: Pick<ChangeRequest, "channel" | "customer" | "actor">,
  change: CustomerChange,
) => Promise<ChannelCustomer | undefined>;

export function appendOperation(ports: AppendOperationPorts): AppendOperation {
  const { channelCustomers, announceOperation, signalGraceMs, now, newId } = ports;

  return async ({ channel, customer: copy, actor }, change) => {
    const at = now();
    const { customerId, legalEntityId } = copy.customer;
    const { channelDatabaseGroupId } = copy;
    const operation: ChangeOperation = {
      ...change,
      operationId: newId(),
      channelDatabaseGroupId,
      channelId: channel.channelId,
      legalEntityId,
      customerId,
      sequence: copy.operationCount + 1,
      state: "pending",
      attempts: 0,
      lastError: null,
      createdAt: at.toISOString(),
      dueAt: new Date(at.getTime() + signalGraceMs).toISOString(),
      actor,
    };
    const changed = {
      ...copy,
      customer: applyChange(copy.customer, change, operation.createdAt),
      operationCount: copy.operationCount + 1,
      openOperationCount: copy.openOperationCount + 1,
    };
    if (!(await channelCustomers.append(changed, operation))) return undefined;
    await announceOperation({ channelDatabaseGroupId, customerId });
    return changed;
  };
}
