import { isFailure } from "../../failure";
import type { ChannelConfiguration } from "../../headquarters";
import type { Log } from "../../log";
import type { Actor } from "../audit";
import type { AsyncReason, ChannelCustomer } from "../channel-customers";
import type { CreationLocks, KeysToHold } from "../duplicates/creation-locks";
import { duplicateKeys } from "../duplicates/duplicate-keys";
import { type DuplicateSearch, possibleDuplicatesOf } from "../duplicates/duplicate-search";
import { type OnDuplicate, refuseDuplicates } from "../duplicates/refuse-duplicates";
import { type WhileHeldPorts, whileHeld } from "../duplicates/while-held";
import type { GetCustomer } from "../get-customer";
import type { RealTimeService } from "../real-time-service";
import { requireFeatures } from "./async-rules";
import type { CreateCustomerRequest } from "./create-request";
import type { CreateSynchronously } from "./create-synchronously";
import type { CreatedCustomer, Creation } from "./creation";
import { hashOf, identityOf, isRefusal, sameRequest } from "./idempotency";
import type { KeepPending } from "./keep-pending";
import { newCustomer } from "./new-customer";

export interface CreateCustomerPorts extends WhileHeldPorts {
  readonly createSynchronously: CreateSynchronously;
  readonly keepPending: KeepPending;
  readonly getCustomer: GetCustomer;
  readonly duplicates: DuplicateSearch;
  readonly headquartersLocks: CreationLocks;
  locksOf(channelDatabaseGroupId: string): CreationLocks;
  readonly realTime: RealTimeService;
  readonly log: Log;
  /** For the keyed hashes of the body (C6) and of what is locked (C7). */
  readonly hashSecret: string;
  now(): Date;
  newId(): string;
}

export interface CreateCustomerInput {
  readonly channel: ChannelConfiguration;
  readonly request: CreateCustomerRequest;
  readonly actor: Actor;
  readonly idempotencyKey?: string | undefined;
  readonly onDuplicate?: OnDuplicate;
}

/**
 * Creates a customer in a channel (C1–C7): at headquarters at once, or, when the channel's profile says so or
 * headquarters cannot be reached, in the channel database with an operation for headquarters. A repeated key answers
 * the customer as it is now, or who stands for it since a merge. Rejects with `invalid-request`, `reference-missing`, `reference-in-use`, `feature-disabled`,
 * `duplicate-customer`, `idempotency-key-reused`, `number-sequence-exhausted`, `channel-database-unavailable`, and
 * with `dependency-unavailable` when too many reject each other's duplicates at once.
 */
export type CreateCustomer = (input: CreateCustomerInput) => Promise<CreatedCustomer>;

export function createCustomer(ports: CreateCustomerPorts): CreateCustomer {
  const { keepPending, duplicates, realTime, log, now } = ports;
  const locked = whileHeld(ports);

  return async (input) => {
    const { channel, request, idempotencyKey } = input;
    const customerId = identityOf(channel.channelId, idempotencyKey);
    const requestHash = idempotencyKey === undefined ? null : hashOf(request, ports.hashSecret);
    const created = create(input, customerId, requestHash).catch(async (error: unknown): Promise<CreatedCustomer> => {
      // What was made under this key is answered as it is, even where it could not be made any more (C6).
      const made = requestHash !== null && isRefusal(error) ? await find(channel, customerId) : undefined;
      if (made === undefined) throw error;
      return { copy: made, duplicates: [] };
    });
    const { copy } = await created;
    sameRequest(copy, requestHash, "The idempotency key was used with another body.");
    if (copy.customer.mergedInto === null) return created;
    return { copy: await ports.getCustomer(channel, customerId), duplicates: [] };
  };

  async function create(
    { channel, request, actor, onDuplicate = "report" }: CreateCustomerInput,
    customerId: string,
    requestHash: string | null,
  ): Promise<CreatedCustomer> {
    const customer = newCustomer(request, channel, { customerId, now: now().toISOString(), newId: ports.newId });
    requireFeatures(request, channel, channel.organization.profile.createCustomerAsync);
    return createInMode({ channel, customer, requestHash, actor, onDuplicate });
  }

  function createInMode(creation: Creation): Promise<CreatedCustomer> {
    const { profile, channelDatabaseGroupId } = creation.channel.organization;
    const locks = ports.locksOf(channelDatabaseGroupId);
    return holding(creation, locks.take, () =>
      profile.createCustomerAsync ? keepInChannel(creation, "profile") : createAtOnce(creation),
    );
  }

  async function createAtOnce(creation: Creation): Promise<CreatedCustomer> {
    const { customerId, channelId } = creation.customer;
    const take = (hold: KeysToHold) => realTime((signal) => ports.headquartersLocks.take(hold, signal));
    try {
      return await holding(creation, take, () => ports.createSynchronously(creation));
    } catch (error) {
      if (!isFailure(error, "headquarters-unavailable")) throw error;
      log.warn("customer.headquarters-unavailable", { customerId, channelId, reason: error.message });
      return keepInChannel(creation, "headquartersUnavailable");
    }
  }

  /**
   * Whoever rejects duplicates holds the customer's e-mails, phones and names meanwhile, first in the channel, then at
   * headquarters: of many at once the first is created, and the others find it, also where it lost headquarters and is
   * pending in the channel.
   */
  function holding<Done>(
    { customer, onDuplicate }: Creation,
    take: CreationLocks["take"],
    work: () => Promise<Done>,
  ): Promise<Done> {
    const { legalEntityId, customerId: owner } = customer;
    const held = onDuplicate === "reject" ? duplicateKeys(customer) : [];
    if (held.length === 0) return work();
    const keys = held.map((key) => hashOf([legalEntityId, key], ports.hashSecret)).sort();
    return locked(() => take({ keys, owner, now: now() }), work);
  }

  async function keepInChannel(creation: Creation, reason: AsyncReason): Promise<CreatedCustomer> {
    const { channel, customer, onDuplicate } = creation;
    const found = await duplicates.inChannel(channel.organization.channelDatabaseGroupId, customer);
    if (onDuplicate === "reject") refuseDuplicates(found);
    const { copy } = await keepPending({ ...creation, reason, possibleDuplicates: possibleDuplicatesOf(found) });
    return { copy, duplicates: found };
  }

  async function find(channel: ChannelConfiguration, customerId: string): Promise<ChannelCustomer | undefined> {
    try {
      return await ports.getCustomer(channel, customerId);
    } catch (error) {
      if (isFailure(error, "not-found")) return undefined;
      throw error;
    }
  }
}
