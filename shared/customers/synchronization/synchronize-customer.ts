import { Failure, isFailure } from "../../failure";
import type { Log } from "../../log";
import type { ChannelCustomers, PendingWork, StoredOperation } from "../channel-customers";
import type { FollowClient } from "../follow-client";
import { erasedOperation } from "../privacy/erased";
import type { AppliedOperation, ChangeAtHeadquarters } from "./change-at-headquarters";
import type { CreateAtHeadquarters } from "./create-at-headquarters";
import { afterFailedAttempt, afterFailedCreate } from "./failed-attempt";
import type { RetryPolicy } from "./retry-policy";
import type { SynchronizationSignal, SynchronizationSignals } from "./synchronization-signals";
import { synchronizedCopy } from "./synchronized-copy";

export interface SynchronizeCustomerPorts {
  readonly channelCustomers: ChannelCustomers;
  readonly createAtHeadquarters: CreateAtHeadquarters;
  readonly changeAtHeadquarters: ChangeAtHeadquarters;
  readonly followClient: FollowClient;
  readonly signals: SynchronizationSignals;
  readonly retryPolicy: RetryPolicy;
  readonly log: Log;
  now(): Date;
}

/**
 * "Synchronize customers and business partners from async mode": applies a customer's operations at headquarters, in
 * order, each once (S3, S4). Whatever the number of deliveries and of consumers, and wherever one crashes, the GUID
 * gets one customer and one account number. A transient failure stores its next attempt and schedules a signal, a
 * permanent one marks the operation failed (S5); rejects only for what is unforeseen.
 */
export type SynchronizeCustomer = (signal: SynchronizationSignal) => Promise<void>;

export function synchronizeCustomer(ports: SynchronizeCustomerPorts): SynchronizeCustomer {
  const { channelCustomers, createAtHeadquarters, changeAtHeadquarters, signals, log, now } = ports;

  return async (signal) => {
    try {
      while (await applyNext(await channelCustomers.pendingWork(signal.channelDatabaseGroupId, signal.customerId)));
    } catch (error) {
      if (!isFailure(error, "channel-database-unavailable")) throw error;
      log.warn("customer.synchronization-postponed", { ...signal });
      await signals.schedule(signal, new Date(now().getTime() + ports.retryPolicy.firstDelayMs));
    }
  };

  /** Applies the first open operation; answers whether another may follow. */
  async function applyNext(work: PendingWork): Promise<boolean> {
    const [operation, ...later] = work.operations;
    // A failed operation holds back what follows (S4).
    if (operation === undefined || operation.state === "failed") return false;
    try {
      await apply(operation, later, work.copy);
      return later.length > 0;
    } catch (error) {
      if (!isFailure(error) || isFailure(error, "channel-database-unavailable")) throw error;
      await keepFailedAttempt(operation, work.copy, error);
      return false;
    }
  }

  async function apply(operation: StoredOperation, later: readonly StoredOperation[], copy: PendingWork["copy"]) {
    const { known, client } = await applied(operation, copy);
    const tried = { ...operation, attempts: operation.attempts + 1, lastError: null };
    // Of a customer that was erased meanwhile nothing is kept (P1).
    const isErased = known.customer.erasedAt !== null;
    const done = isErased ? erasedOperation(tried) : { ...tried, state: "done" as const };
    const synchronized = copy && {
      ...synchronizedCopy(known, operation.channelDatabaseGroupId, now(), copy, later),
      etag: copy.etag,
    };
    // A crash before this write leaves the operation open: the next delivery finds it applied at headquarters.
    if (!(await channelCustomers.settle(done, synchronized)))
      throw new Failure("precondition-failed", "The customer was changed at the same time.");
    // A crash before this leaves what client books show to job 1010.
    if (client) await ports.followClient(client);
  }

  async function applied(operation: StoredOperation, copy: PendingWork["copy"]): Promise<AppliedOperation> {
    if (operation.kind !== "create") return changeAtHeadquarters(operation);
    const known = await createAtHeadquarters(operation);
    return { known, client: copy?.isClient ? known : undefined };
  }

  // A crash between the two, or a queue that is away, leaves the operation to the P-job: it signals what is past its due time.
  async function keepFailedAttempt(operation: StoredOperation, copy: PendingWork["copy"], failure: Failure) {
    const tried = afterFailedAttempt(operation, failure, ports.retryPolicy, now());
    const { operationId, customerId, channelDatabaseGroupId } = operation;
    log.warn(`operation.${tried.state === "failed" ? "failed" : "postponed"}`, {
      operationId,
      customerId,
      attempts: tried.attempts,
      reason: failure.kind,
    });
    await channelCustomers.settle(tried, copy && afterFailedCreate(copy, tried, now()));
    if (tried.state === "failed") return;
    try {
      await signals.schedule({ channelDatabaseGroupId, customerId }, new Date(tried.dueAt));
    } catch (error) {
      if (!isFailure(error, "queue-unavailable")) throw error;
      log.warn("customer.signal-left-to-p-job", { channelDatabaseGroupId, customerId });
    }
  }
}
