import { Failure, isFailure } from "../../failure";
import type { ChannelConfiguration } from "../../headquarters";
import type { Log } from "../../log";
import type { AsyncReason, ChannelCustomer, ChannelCustomers } from "../channel-customers";
import type { Customer } from "../customer";
import { type HeadquartersCustomers, numbered } from "../headquarters-customers";
import type { RealTimeService } from "../real-time-service";
import { synchronizedCopy } from "../synchronization/synchronized-copy";
import type { AdmitCustomer } from "./admit-customer";
import { requireAsyncFeature, requireContactFeature } from "./async-rules";
import type { CreateCustomerRequest } from "./create-request";
import { hashOf, identityOf } from "./idempotency";
import type { KeepPending } from "./keep-pending";
import { newCustomer } from "./new-customer";

export interface CreateCustomerPorts {
  readonly channelCustomers: ChannelCustomers;
  readonly headquartersCustomers: HeadquartersCustomers;
  readonly admitCustomer: AdmitCustomer;
  readonly keepPending: KeepPending;
  readonly realTime: RealTimeService;
  readonly log: Log;
  /** For the keyed hash of the body (C6). */
  readonly hashSecret: string;
  now(): Date;
  newId(): string;
}

export interface CreateCustomerInput {
  readonly channel: ChannelConfiguration;
  readonly request: CreateCustomerRequest;
  readonly idempotencyKey?: string | undefined;
}

/**
 * Creates a customer in a channel (C1–C6): at headquarters at once, or, when the channel's profile says so or
 * headquarters cannot be reached, in the channel database with an operation for headquarters. A repeated key answers
 * the customer as it is now. Rejects with `invalid-request`, `reference-missing`, `feature-disabled`,
 * `idempotency-key-reused`, `number-sequence-exhausted`, `channel-database-unavailable`.
 */
export type CreateCustomer = (input: CreateCustomerInput) => Promise<ChannelCustomer>;

export function createCustomer(ports: CreateCustomerPorts): CreateCustomer {
  const { channelCustomers, headquartersCustomers, admitCustomer, keepPending, realTime, log } = ports;

  return async ({ channel, request, idempotencyKey }) => {
    const { features } = channel.global;
    const { profile } = channel.organization;
    requireContactFeature(request, features);
    if (profile.createCustomerAsync) requireAsyncFeature(request, features);

    const customerId = identityOf(channel.channelId, idempotencyKey);
    const requestHash = idempotencyKey === undefined ? null : hashOf(request, ports.hashSecret);
    const creation = { customerId, now: ports.now().toISOString(), newId: ports.newId };
    const customer = newCustomer(request, channel, creation);
    const pending = (reason: AsyncReason) => keepPending({ channel, customer, requestHash, reason });

    if (profile.createCustomerAsync) return sameRequest(await pending("profile"), requestHash);
    try {
      return sameRequest(await createSynchronously(channel, customer, requestHash), requestHash);
    } catch (error) {
      if (!isFailure(error, "headquarters-unavailable")) throw error;
      log.warn("customer.headquarters-unavailable", {
        customerId,
        channelId: channel.channelId,
        reason: error.message,
      });
      return sameRequest(await pending("headquartersUnavailable"), requestHash);
    }
  };

  // Three rounds of requests: the number (and, for a repeated key, what is there), the customer, its copy.
  async function createSynchronously(channel: ChannelConfiguration, customer: Customer, requestHash: string | null) {
    const { channelDatabaseGroupId } = channel.organization;
    const known = await realTime(async (signal) => {
      const admitted = admitCustomer(customer, signal);
      // Of a repeated key the present state is answered (C6), whatever headquarters would say to another create.
      admitted.catch(() => undefined);
      const existing =
        requestHash === null ? undefined : await channelCustomers.find(channelDatabaseGroupId, customer.customerId);
      if (existing) return existing;
      return headquartersCustomers.create(numbered(customer, await admitted, requestHash, ports.now()), signal);
    });
    if ("channelDatabaseGroupId" in known) return known;
    log.info("account-number.assigned", {
      customerId: customer.customerId,
      accountNumber: known.customer.accountNumber,
    });
    const copy = synchronizedCopy(known, channelDatabaseGroupId, ports.now());
    await keepCopy(copy);
    return copy;
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

/** The customer of a repeated key, if it was made by the same body (C6). */
function sameRequest(copy: ChannelCustomer, requestHash: string | null): ChannelCustomer {
  if (requestHash !== null && copy.requestHash !== requestHash) {
    throw new Failure("idempotency-key-reused", "The idempotency key was used with another body.");
  }
  return copy;
}
