import { Failure, isFailure } from "../../failure";
import type { Log } from "../../log";
import type { ChannelCustomers, StoredChannelCustomer, StoredOperation } from "../channel-customers";
import type { AdmitCustomer } from "../creation/admit-customer";
import { type HeadquartersCustomers, numbered } from "../headquarters-customers";
import { afterFailedAttempt, afterFailedCreate, isTransient } from "./failed-attempt";
import type { RetryPolicy } from "./retry-policy";
import type { SynchronizationSignal, SynchronizationSignals } from "./synchronization-signals";
import { synchronizedCopy } from "./synchronized-copy";

export interface SynchronizeCustomerPorts {
  readonly channelCustomers: ChannelCustomers;
  readonly headquartersCustomers: HeadquartersCustomers;
  readonly admitCustomer: AdmitCustomer;
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
  const { channelCustomers, headquartersCustomers, signals, log, now } = ports;

  return async (signal) => {
    try {
      const work = await channelCustomers.pendingWork(signal.channelDatabaseGroupId, signal.customerId);
      for (const operation of work.operations) {
        if (operation.state === "failed") return; // holds back what follows (S4)
        if (!(await apply(operation, work.copy))) return;
      }
    } catch (error) {
      if (!isFailure(error, "channel-database-unavailable")) throw error;
      log.warn("customer.synchronization-postponed", { ...signal });
      await signals.schedule(signal, new Date(now().getTime() + ports.retryPolicy.firstDelayMs));
    }
  };

  /** Answers whether the next operation may follow. */
  async function apply(operation: StoredOperation, copy: StoredChannelCustomer | undefined): Promise<boolean> {
    try {
      const known = await createAtHeadquarters(operation);
      const done = { ...operation, state: "done" as const, attempts: operation.attempts + 1, lastError: null };
      const synchronized = copy && {
        ...synchronizedCopy(known, operation.channelDatabaseGroupId, now(), copy),
        etag: copy.etag,
      };
      // A crash before this write leaves the operation open: the next delivery finds the customer at headquarters.
      if (await channelCustomers.settle(done, synchronized)) return true;
      throw new Failure("precondition-failed", "The customer was changed at the same time.");
    } catch (error) {
      if (!isFailure(error) || isFailure(error, "channel-database-unavailable")) throw error;
      await keepFailedAttempt(operation, copy, error);
      return false;
    }
  }

  async function createAtHeadquarters({ payload, requestHash, customerId }: StoredOperation) {
    let accountNumber: string;
    try {
      accountNumber = await ports.admitCustomer(payload);
    } catch (error) {
      // After a crash between the create and its settlement headquarters may know a customer that it would not admit
      // any more, since its customer group is gone: what it has is the answer.
      const known = isFailure(error) && !isTransient(error) ? await headquartersCustomers.find(customerId) : undefined;
      if (known) return known;
      throw error;
    }
    const known = await headquartersCustomers.create(numbered(payload, accountNumber, requestHash, now()));
    log.info("account-number.assigned", { customerId, accountNumber: known.customer.accountNumber });
    return known;
  }

  // A crash between the two, or a queue that is away, leaves the operation to the P-job: it signals what is past its due time.
  async function keepFailedAttempt(
    operation: StoredOperation,
    copy: StoredChannelCustomer | undefined,
    failure: Failure,
  ) {
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
