import { Failure, isFailure } from "../../failure";
import type { Log } from "../../log";
import { type Actor, type AuditEntry, changedFields } from "../audit";
import type { Customer } from "../customer";
import type { Claim, CustomerKeys } from "../customer-keys";
import { claimReference, referenceKey } from "../external-reference";
import type { HeadquartersCustomers, StoredHeadquartersCustomer } from "../headquarters-customers";
import { applyChange } from "./apply-change";
import { auditActions, type CustomerChange } from "./customer-change";

export interface ChangeHeadquartersCustomerPorts {
  readonly headquartersCustomers: HeadquartersCustomers;
  readonly customerKeys: CustomerKeys;
  readonly log: Log;
  now(): Date;
}

export interface Change {
  readonly known: StoredHeadquartersCustomer;
  readonly change: CustomerChange;
  /** The operation's id: a change that has its entry in the audit trail is not applied again (S3). */
  readonly changeId: string;
  readonly actor: Actor;
  readonly channelId: string | null;
}

/**
 * Changes a customer at headquarters as it was read, together with its audit entry (P2); one whose change brings
 * nothing is left as it is. A loyalty card or an external reference is claimed first: a crash in between leaves it to
 * the same customer (E3), and a change that is lost to another gives it up again; a former reference is freed
 * afterwards. Answers the customer as it is then, or undefined when somebody changed it meanwhile. Rejects with
 * `card-in-use`, `reference-in-use`, `headquarters-unavailable`.
 */
export type ChangeHeadquartersCustomer = (
  change: Change,
  signal?: AbortSignal,
) => Promise<StoredHeadquartersCustomer | undefined>;

export function changeHeadquartersCustomer(ports: ChangeHeadquartersCustomerPorts): ChangeHeadquartersCustomer {
  const { headquartersCustomers, customerKeys, log, now } = ports;

  return async ({ known, change, changeId, actor, channelId }, signal) => {
    const at = now().toISOString();
    const customer = applyChange(known.customer, change, at);
    if (customer === known.customer) return known;
    const { customerId } = customer;
    const isRenamed = customer.externalReference !== known.customer.externalReference;
    const claim =
      change.kind === "issueLoyaltyCard"
        ? await claimCard(customer, change.payload.cardNumber, signal)
        : isRenamed
          ? await claimReference(customerKeys, customer, signal)
          : undefined;
    const entry: AuditEntry = {
      entryId: changeId,
      customerId,
      at,
      actor,
      channelId,
      action: auditActions[change.kind],
      fields: changedFields(known.customer, customer),
    };
    const changed = { ...known, customer, revision: known.revision + 1 };
    const outcome = await headquartersCustomers.update(changed, entry, signal);
    if (outcome === "updated" && isRenamed) await freeFormerReferences(customer);
    if (outcome === "updated") return changed;
    if (outcome === "appliedAlready") return headquartersCustomers.find(customerId, signal);
    await leavingAtWorst(customerId, async () => claim?.withdraw());
    return undefined;
  };

  async function claimCard(
    { customerId, legalEntityId }: Customer,
    value: string,
    signal?: AbortSignal,
  ): Promise<Claim> {
    const claim = await customerKeys.claim({ kind: "loyaltyCard", legalEntityId, value }, customerId, signal);
    if (claim.owner !== customerId) throw new Failure("card-in-use", "The loyalty card belongs to another customer.");
    return claim;
  }

  // A crash before this, or headquarters that is away, leaves them to the customer until it is renamed or erased.
  async function freeFormerReferences({ customerId, legalEntityId, formerReferences }: Customer): Promise<void> {
    const keys = formerReferences.map((value) => referenceKey(legalEntityId, value));
    await leavingAtWorst(customerId, () => Promise.all(keys.map((key) => customerKeys.release(key, customerId))));
  }

  async function leavingAtWorst(customerId: string, giveUp: () => Promise<unknown>): Promise<void> {
    try {
      await giveUp();
    } catch (error) {
      if (!isFailure(error)) throw error;
      log.warn("customer.keys-left-claimed", { customerId, reason: error.kind });
    }
  }
}
