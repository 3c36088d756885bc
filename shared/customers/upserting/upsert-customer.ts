import { Failure, isFailure } from "../../failure";
import type { ChannelConfiguration } from "../../headquarters";
import { type Actor, changedFields } from "../audit";
import { requireFeatures } from "../creation/async-rules";
import type { CreateCustomerRequest } from "../creation/create-request";
import { newCustomer } from "../creation/new-customer";
import type { CustomerKey, CustomerKeys } from "../customer-keys";
import { referenceKey } from "../external-reference";
import type { HeadquartersCustomers, StoredHeadquartersCustomer } from "../headquarters-customers";
import type { OperationLog } from "../operations/operation-log";
import type { CreateAtHeadquarters } from "../synchronization/create-at-headquarters";
import { applyRequest } from "./apply-request";
import type { FindByEmail } from "./find-by-email";

export interface UpsertCustomerPorts {
  readonly headquartersCustomers: HeadquartersCustomers;
  readonly customerKeys: CustomerKeys;
  readonly findByEmail: FindByEmail;
  readonly createAtHeadquarters: CreateAtHeadquarters;
  readonly operationLog: Pick<OperationLog, "ofCustomers">;
  now(): Date;
  newId(): string;
}

export interface Upsert {
  readonly channel: ChannelConfiguration;
  readonly request: CreateCustomerRequest;
  readonly actor: Actor;
  /**
   * A GUID that is the same whenever this upsert is repeated: the identity of the customer if it is a new one, and the
   * name of the change if it is not, so that neither is made twice.
   */
  readonly upsertId: string;
}

export interface Upserted {
  readonly outcome: "created" | "updated";
  readonly customerId: string;
}

/**
 * Creates or changes a customer at headquarters: the one with the external reference, else the one with the e-mail,
 * else a new one. What is given wins; what is not stays, or is inherited as in the channel (D1–D6). Channels get it
 * with job 1010. Rejects with `invalid-request`, `reference-missing`, `reference-in-use`, `feature-disabled`,
 * `customer-erased`, `precondition-failed` when others keep changing the customer, `number-sequence-exhausted`,
 * `headquarters-unavailable`.
 */
export type UpsertCustomer = (upsert: Upsert) => Promise<Upserted>;

/** How long a change may be on its way to the customer whose reference it has claimed. */
const longestChangeMs = 60_000;

/** Of an operation that headquarters has still to hear of. */
const openStates = ["pending", "sent", "failed"] as const;

/** How often a customer that somebody else made or changed at the same moment is looked for again. */
const mostTries = 5;

export function upsertCustomer(ports: UpsertCustomerPorts): UpsertCustomer {
  const { headquartersCustomers, customerKeys, findByEmail, createAtHeadquarters, operationLog, now, newId } = ports;

  return async (upsert) => {
    requireFeatures(upsert.request, upsert.channel, false);
    for (let tries = 0; tries < mostTries; tries += 1) {
      const done = await attempt(upsert);
      if (done) return done;
    }
    throw new Failure("precondition-failed", "The customer was changed at the same time.");
  };

  /** Answers undefined when somebody changed the customer, or claimed or freed the reference, meanwhile. */
  async function attempt(upsert: Upsert): Promise<Upserted | undefined> {
    const key = keyOf(upsert);
    const owner = key && (await customerKeys.ownerOf(key));
    const holder = owner === undefined ? undefined : await headquartersCustomers.find(owner);
    if (holder && hasReference(holder, upsert)) return change(upsert, await survivorOf(holder), undefined);
    // This very upsert claimed it, before a crash.
    if (owner === upsert.upsertId && !holder) return create(upsert);
    const found = await byEmail(upsert);
    const known = found && (await survivorOf(found));
    if (key && owner !== undefined && known?.customer.customerId !== owner) return free(key, owner, holder);
    return known ? change(upsert, known, key) : create(upsert);
  }

  /**
   * Whoever owns a reference without having it crashed before it was written, or is about to get it, as a pending
   * customer is: that one keeps it for now, and is nobody whom this row may change. An erased customer's changes all
   * came to an end.
   */
  async function free(key: CustomerKey, owner: string, holder: StoredHeadquartersCustomer | undefined) {
    const isErased = holder !== undefined && holder.customer.erasedAt !== null;
    const before = isErased ? undefined : new Date(now().getTime() - longestChangeMs);
    const isPending = !holder && (await operationLog.ofCustomers([owner], openStates)).length > 0;
    if (!isPending && (await customerKeys.release(key, owner, before))) return undefined;
    throw new Failure("reference-in-use", "Another customer is being given this external reference.");
  }

  /** One who has another reference is somebody else: families share e-mails. */
  async function byEmail({ request, channel }: Upsert): Promise<StoredHeadquartersCustomer | undefined> {
    const address = request.email ?? (request.emails?.find(({ primary }) => primary) ?? request.emails?.[0])?.address;
    if (!address) return undefined;
    const { externalReference } = request;
    const found = (await findByEmail(channel.organization.legalEntityId, address)).filter(
      ({ customer }) => customer.mergedInto === null && !(externalReference && customer.externalReference),
    );
    if (found.length > 1) throw new Failure("duplicate-customer", "Several customers have this e-mail.");
    return found[0] && headquartersCustomers.find(found[0].customer.customerId);
  }

  async function survivorOf(known: StoredHeadquartersCustomer): Promise<StoredHeadquartersCustomer> {
    if (known.customer.mergedInto === null) return known;
    const survivor = await headquartersCustomers.find(known.customer.mergedInto);
    if (survivor === undefined) throw new Failure("customer-erased", "The customer is there no more.");
    return survivorOf(survivor);
  }

  /**
   * A crash before the customer is written leaves its reference to the identity that this upsert has whenever it is
   * repeated. Answers undefined when somebody else has just claimed it.
   */
  async function create({ channel, request, actor, upsertId: customerId }: Upsert) {
    const payload = newCustomer(request, channel, { customerId, now: now().toISOString(), newId });
    const { createdAt } = payload;
    const made = { customerId, payload, requestHash: null, possibleDuplicates: [], actor, createdAt };
    try {
      await createAtHeadquarters(made);
    } catch (error) {
      if (isFailure(error, "reference-in-use")) return undefined;
      throw error;
    }
    return { outcome: "created", customerId } as const;
  }

  /**
   * A reference that is new to the customer is claimed first: a crash in between leaves it to the same customer. Answers
   * undefined when somebody changed the customer, or claimed the reference, meanwhile.
   */
  async function change(
    { channel, request, actor, upsertId }: Upsert,
    known: StoredHeadquartersCustomer,
    newKey: CustomerKey | undefined,
  ) {
    const { customerId } = known.customer;
    // This very upsert made it, before a crash.
    if (customerId === upsertId) return { outcome: "created", customerId } as const;
    if (known.customer.erasedAt !== null) throw new Failure("customer-erased", "The customer was erased.");
    const at = now().toISOString();
    const customer = applyRequest(known.customer, request, channel, { now: at, newId });
    const claim = newKey && (await customerKeys.claim(newKey, customerId));
    if (claim && claim.owner !== customerId) return undefined;
    if (customer === known.customer) return { outcome: "updated", customerId } as const;
    const fields = changedFields(known.customer, customer);
    const { channelId } = channel;
    const entry = { entryId: upsertId, customerId, at, actor, channelId, action: "imported", fields } as const;
    const outcome = await headquartersCustomers.update({ ...known, customer, revision: known.revision + 1 }, entry);
    if (outcome !== "changedMeanwhile") return { outcome: "updated", customerId } as const;
    await claim?.withdraw();
    return undefined;
  }
}

const hasReference = ({ customer: { externalReference } }: StoredHeadquartersCustomer, { request }: Upsert) =>
  externalReference?.toLowerCase() === request.externalReference?.toLowerCase();

const keyOf = ({ request: { externalReference }, channel }: Upsert): CustomerKey | undefined =>
  externalReference ? referenceKey(channel.organization.legalEntityId, externalReference) : undefined;
