import { isFailure } from "../../failure";
import type { ChannelConfiguration } from "../../headquarters";
import type { Log } from "../../log";
import { type Actor, createdEntry } from "../audit";
import type { ChannelCustomer, ChannelCustomers } from "../channel-customers";
import type { GetCustomer } from "../get-customer";
import { type HeadquartersCustomers, numbered } from "../headquarters-customers";
import type { RealTimeService } from "../real-time-service";
import { synchronizedCopy } from "../synchronization/synchronized-copy";
import type { AdmitCustomer } from "./admit-customer";
import { requireFeatures } from "./async-rules";
import type { CreateCustomerRequest } from "./create-request";
import { hashOf, identityOf, isRefusal, sameRequest } from "./idempotency";
import type { KeepPending, PendingCreation } from "./keep-pending";
import { newCustomer } from "./new-customer";

export interface CreateCustomerPorts {
  readonly channelCustomers: ChannelCustomers;
  readonly headquartersCustomers: HeadquartersCustomers;
  readonly admitCustomer: AdmitCustomer;
  readonly keepPending: KeepPending;
  readonly getCustomer: GetCustomer;
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
  readonly actor: Actor;
  readonly idempotencyKey?: string | undefined;
}

type NewCustomer = Omit<PendingCreation, "reason">;

/**
 * Creates a customer in a channel (C1–C6): at headquarters at once, or, when the channel's profile says so or
 * headquarters cannot be reached, in the channel database with an operation for headquarters. A repeated key answers
 * the customer as it is now. Rejects with `invalid-request`, `reference-missing`, `feature-disabled`,
 * `idempotency-key-reused`, `number-sequence-exhausted`, `channel-database-unavailable`.
 */
export type CreateCustomer = (input: CreateCustomerInput) => Promise<ChannelCustomer>;

export function createCustomer(ports: CreateCustomerPorts): CreateCustomer {
  const { channelCustomers, headquartersCustomers, admitCustomer, keepPending, realTime, log, now } = ports;

  return async (input) => {
    const { channel, request, idempotencyKey } = input;
    const customerId = identityOf(channel.channelId, idempotencyKey);
    const requestHash = idempotencyKey === undefined ? null : hashOf(request, ports.hashSecret);
    const created = create(input, customerId, requestHash).catch(async (error: unknown) => {
      // What was made under this key is answered as it is, even where it could not be made any more (C6).
      const made = requestHash !== null && isRefusal(error) ? await find(channel, customerId) : undefined;
      if (made === undefined) throw error;
      return made;
    });
    return sameRequest(await created, requestHash, "The idempotency key was used with another body.");
  };

  async function create(
    { channel, request, actor }: CreateCustomerInput,
    customerId: string,
    requestHash: string | null,
  ): Promise<ChannelCustomer> {
    const { createCustomerAsync } = channel.organization.profile;
    const customer = newCustomer(request, channel, { customerId, now: now().toISOString(), newId: ports.newId });
    requireFeatures(request, channel.global.features, createCustomerAsync);
    const pending = { channel, customer, requestHash, actor };
    if (createCustomerAsync) return (await keepPending({ ...pending, reason: "profile" })).copy;
    try {
      return await createSynchronously(pending);
    } catch (error) {
      if (!isFailure(error, "headquarters-unavailable")) throw error;
      const { channelId } = channel;
      log.warn("customer.headquarters-unavailable", { customerId, channelId, reason: error.message });
      return (await keepPending({ ...pending, reason: "headquartersUnavailable" })).copy;
    }
  }

  // Three rounds of requests: the number (and, for a repeated key, what is there), the customer, its copy.
  async function createSynchronously({ channel, customer, requestHash, actor }: NewCustomer) {
    const { channelDatabaseGroupId } = channel.organization;
    const { customerId } = customer;
    const begun = performance.now();
    const [existing, accountNumber] = await Promise.all([
      requestHash === null ? undefined : channelCustomers.find(channelDatabaseGroupId, customerId),
      realTime((signal) => admitCustomer(customer, signal), begun),
    ]);
    if (existing) return existing;
    const first = numbered({ customer, accountNumber, requestHash, possibleDuplicates: [], now: now() });
    const entry = createdEntry(first.customer, { actor, at: now().toISOString() });
    const known = await realTime((signal) => headquartersCustomers.create(first, entry, signal), begun);
    log.info("account-number.assigned", { customerId, accountNumber: known.customer.accountNumber });
    const copy = synchronizedCopy(known, channelDatabaseGroupId, now());
    await keepCopy(copy);
    return copy;
  }

  async function find(channel: ChannelConfiguration, customerId: string): Promise<ChannelCustomer | undefined> {
    try {
      return await ports.getCustomer(channel, customerId);
    } catch (error) {
      if (isFailure(error, "not-found")) return undefined;
      throw error;
    }
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
