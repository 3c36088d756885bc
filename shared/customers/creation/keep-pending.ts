import type { ChannelConfiguration } from "../../headquarters";
import type { Log } from "../../log";
import type { Actor } from "../audit";
import type { AsyncReason, ChannelCustomer, ChannelCustomers } from "../channel-customers";
import type { Customer } from "../customer";
import type { PossibleDuplicate } from "../headquarters-customers";
import { announceOperation } from "../synchronization/announce-operation";
import type { CreateOperation } from "../synchronization/operation";
import type { SynchronizationSignals } from "../synchronization/synchronization-signals";
import { asChannelMayHave } from "./async-rules";

export interface KeepPendingPorts {
  readonly channelCustomers: ChannelCustomers;
  readonly signals: SynchronizationSignals;
  readonly log: Log;
  /** How long the P-job leaves a fresh operation to its own signal. */
  readonly signalGraceMs: number;
  now(): Date;
  newId(): string;
}

export interface PendingCreation {
  readonly channel: ChannelConfiguration;
  readonly customer: Customer;
  readonly requestHash: string | null;
  readonly actor: Actor;
  readonly reason: AsyncReason;
  /** Found in the channel; headquarters looks for more when it gets the customer (C7). */
  readonly possibleDuplicates: readonly PossibleDuplicate[];
}

/**
 * Keeps a customer in the channel database under its GUID, together with the operation that creates it at
 * headquarters (C1, C2), and signals it (S2). Answers what is there when the GUID is known already.
 */
export type KeepPending = (pending: PendingCreation) => Promise<KeptCustomer>;

export interface KeptCustomer {
  readonly copy: ChannelCustomer;
  /** Whether this call made it; `false`: the GUID was known. */
  readonly isNew: boolean;
}

export function keepPending(ports: KeepPendingPorts): KeepPending {
  const { channelCustomers, log, signalGraceMs, now, newId } = ports;
  const announce = announceOperation(ports);

  return async (pending) => {
    const copy = pendingCopy(pending);
    const { channelDatabaseGroupId } = copy;
    const { customerId, channelId } = copy.customer;
    const operation = createOperation(pending, newId(), now(), signalGraceMs);
    const isNew = await channelCustomers.insertPending(copy, operation); // durable: the P-job finds it if we die here
    if (isNew) log.info("customer.kept-pending", { customerId, channelId, reason: pending.reason });
    const present = isNew ? copy : await channelCustomers.find(channelDatabaseGroupId, customerId);
    if (isNew) await announce({ channelDatabaseGroupId, customerId });
    return { copy: present ?? copy, isNew };
  };
}

function pendingCopy({ channel, customer, requestHash, reason, possibleDuplicates }: PendingCreation): ChannelCustomer {
  return {
    channelDatabaseGroupId: channel.organization.channelDatabaseGroupId,
    customer: asChannelMayHave(customer, channel.global.features),
    revision: 0,
    operationCount: 1,
    openOperationCount: 1,
    syncState: "pendingUpload",
    syncTimeline: { created: customer.createdAt, uploaded: null, accountAssigned: null, distributed: null },
    asyncReason: reason,
    requestHash,
    possibleDuplicates,
  };
}

function createOperation(
  { channel, customer, requestHash, actor, reason, possibleDuplicates }: PendingCreation,
  operationId: string,
  now: Date,
  signalGraceMs: number,
): CreateOperation {
  const { features } = channel.global;
  return {
    operationId,
    channelDatabaseGroupId: channel.organization.channelDatabaseGroupId,
    channelId: channel.channelId,
    legalEntityId: customer.legalEntityId,
    customerId: customer.customerId,
    kind: "create",
    sequence: 1,
    state: "pending",
    attempts: 0,
    lastError: null,
    // Its age counts from here: the till may have made the customer days ago (C5).
    createdAt: now.toISOString(),
    dueAt: new Date(now.getTime() + signalGraceMs).toISOString(),
    actor,
    // What the channel may not show is applied at headquarters all the same, unless its profile made it async (D4).
    payload: reason === "profile" ? asChannelMayHave(customer, features) : customer,
    requestHash,
    possibleDuplicates: [...possibleDuplicates],
  };
}
