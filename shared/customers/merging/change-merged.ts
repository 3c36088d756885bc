import { Failure } from "../../failure";
import { type Actor, type AuditEntry, changedFields } from "../audit";
import type { Customer } from "../customer";
import type { HeadquartersCustomers, StoredHeadquartersCustomer } from "../headquarters-customers";

export interface ChangeMergedPorts {
  readonly headquartersCustomers: HeadquartersCustomers;
  now(): Date;
}

export interface MergedChange {
  /** Of the audit entry: it is written once. */
  readonly entryId: string;
  readonly actor: Actor;
  read(): Promise<StoredHeadquartersCustomer>;
  /** The customer itself when there is nothing left to do. It may refuse. */
  merged(customer: Customer): Customer;
  readonly signal?: AbortSignal;
}

/** How often a customer that somebody else changes at the same moment is read again. */
const mostTries = 10;

/**
 * Changes one of two customers who are merged, as it was read, together with its audit entry. Rejects with
 * `precondition-failed` when others keep changing it, `headquarters-unavailable`.
 */
export const changeMerged =
  ({ headquartersCustomers, now }: ChangeMergedPorts) =>
  async ({ entryId, actor, read, merged, signal }: MergedChange): Promise<StoredHeadquartersCustomer> => {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const known = await read();
      const customer = merged(known.customer);
      if (customer === known.customer) return known;
      const { customerId } = customer;
      const entry: AuditEntry = {
        ...{ entryId, customerId, actor, channelId: null, action: "merged", at: now().toISOString() },
        fields: changedFields(known.customer, customer),
      };
      const changed = { ...known, customer, revision: known.revision + 1 };
      if ((await headquartersCustomers.update(changed, entry, signal)) === "updated") return changed;
    }
    throw new Failure("precondition-failed", "The customer keeps changing.");
  };

/** Customers at headquarters by id: as they are, or whoever stands for them. Both reject with `not-found`. */
export function mergedCustomers({ headquartersCustomers }: Pick<ChangeMergedPorts, "headquartersCustomers">) {
  return { find, standing };

  async function find(customerId: string, signal?: AbortSignal): Promise<StoredHeadquartersCustomer> {
    const known = await headquartersCustomers.find(customerId, signal);
    if (known === undefined) throw new Failure("not-found", "Headquarters does not know the customer.");
    return known;
  }

  async function standing(customerId: string): Promise<StoredHeadquartersCustomer> {
    const known = await find(customerId);
    return known.customer.mergedInto === null ? known : standing(known.customer.mergedInto);
  }
}
