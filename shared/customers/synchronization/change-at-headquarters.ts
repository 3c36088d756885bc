import { Failure } from "../../failure";
import type { ChangeHeadquartersCustomer } from "../editing/change-headquarters-customer";
import type { HeadquartersCustomer, HeadquartersCustomers } from "../headquarters-customers";
import type { ChangeOperation } from "./operation";

export interface ChangeAtHeadquartersPorts {
  readonly headquartersCustomers: HeadquartersCustomers;
  readonly changeHeadquartersCustomer: ChangeHeadquartersCustomer;
}

/**
 * Applies an operation to a customer that headquarters knows, once, whatever the number of tries (S3). One that was
 * merged meanwhile is changed as the customer that stands for it (C7); one that was erased stays so. Answers the
 * operation's own customer as it is then. Rejects with `not-found`, `card-in-use`, `precondition-failed` when others
 * keep changing it, `headquarters-unavailable`.
 */
export type ChangeAtHeadquarters = (operation: ChangeOperation) => Promise<HeadquartersCustomer>;

/** How often a customer that somebody else changed at the same moment is read again. */
const mostTries = 5;

export function changeAtHeadquarters(ports: ChangeAtHeadquartersPorts): ChangeAtHeadquarters {
  const { headquartersCustomers, changeHeadquartersCustomer } = ports;

  return async (operation) => {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const known = await find(operation.customerId);
      if (known.customer.erasedAt !== null) return known;
      const survivor = await survivorOf(known);
      if (survivor.customer.erasedAt !== null) return known;
      const { operationId: changeId, actor, channelId } = operation;
      const changed = await changeHeadquartersCustomer({
        known: survivor,
        change: operation,
        changeId,
        actor,
        channelId,
      });
      if (changed) return changed.customer.customerId === operation.customerId ? changed : known;
    }
    throw new Failure("precondition-failed", "The customer was changed at the same time.");
  };

  async function find(customerId: string) {
    const known = await headquartersCustomers.find(customerId);
    if (known === undefined) throw new Failure("not-found", "Headquarters does not know the customer.");
    return known;
  }

  async function survivorOf(known: Awaited<ReturnType<typeof find>>) {
    let survivor = known;
    while (survivor.customer.mergedInto !== null) survivor = await find(survivor.customer.mergedInto);
    return survivor;
  }
}
