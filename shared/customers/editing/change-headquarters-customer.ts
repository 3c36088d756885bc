import { Failure } from "../../failure";
import { type Actor, type AuditEntry, changedFields } from "../audit";
import type { CustomerKeys } from "../customer-keys";
import type { HeadquartersCustomers, StoredHeadquartersCustomer } from "../headquarters-customers";
import { applyChange } from "./apply-change";
import { auditActions, type CustomerChange } from "./customer-change";

export interface ChangeHeadquartersCustomerPorts {
  readonly headquartersCustomers: HeadquartersCustomers;
  readonly customerKeys: CustomerKeys;
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
 * nothing is left as it is. A loyalty card is claimed first: a crash in between leaves it to the same customer (E3).
 * Answers the customer as it is then, or undefined when somebody changed it meanwhile. Rejects with `card-in-use`,
 * `headquarters-unavailable`.
 */
export type ChangeHeadquartersCustomer = (
  change: Change,
  signal?: AbortSignal,
) => Promise<StoredHeadquartersCustomer | undefined>;

export function changeHeadquartersCustomer(ports: ChangeHeadquartersCustomerPorts): ChangeHeadquartersCustomer {
  const { headquartersCustomers, customerKeys, now } = ports;

  return async ({ known, change, changeId, actor, channelId }, signal) => {
    const at = now().toISOString();
    const customer = applyChange(known.customer, change, at);
    if (customer === known.customer) return known;
    const { customerId, legalEntityId } = customer;
    if (change.kind === "issueLoyaltyCard") {
      const key = { kind: "loyaltyCard", legalEntityId, value: change.payload.cardNumber } as const;
      const owner = await customerKeys.claim(key, customerId, signal);
      if (owner !== customerId) throw new Failure("card-in-use", "The loyalty card belongs to another customer.");
    }
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
    if (outcome === "updated") return changed;
    return outcome === "appliedAlready" ? headquartersCustomers.find(customerId, signal) : undefined;
  };
}
