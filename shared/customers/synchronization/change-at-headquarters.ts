import { Failure } from "../../failure";
import type { ChangeHeadquartersCustomer } from "../editing/change-headquarters-customer";
import type { FoundToChange, HeadquartersCustomer, HeadquartersCustomers } from "../headquarters-customers";
import type { ChangeOperation } from "./operation";

export interface ChangeAtHeadquartersPorts {
  readonly headquartersCustomers: HeadquartersCustomers;
  readonly changeHeadquartersCustomer: ChangeHeadquartersCustomer;
}

/**
 * Applies an operation to a customer that headquarters knows, once, whatever the number of tries (S3). One that was
 * merged meanwhile is changed as the customer that stands for it (C7); one that was erased stays so. Rejects with
 * `not-found`, `card-in-use`, `reference-in-use`, `precondition-failed` when others
 * keep changing it, `headquarters-unavailable`.
 */
export type ChangeAtHeadquarters = (operation: ChangeOperation) => Promise<AppliedOperation>;

export interface AppliedOperation {
  /** The operation's own customer as it is then. */
  readonly known: HeadquartersCustomer;
  /** The customer that changed, if it is in a client book. */
  readonly client?: HeadquartersCustomer | undefined;
}

/** How often a customer that somebody else changed at the same moment is read again. */
const mostTries = 5;

export function changeAtHeadquarters(ports: ChangeAtHeadquartersPorts): ChangeAtHeadquarters {
  const { headquartersCustomers, changeHeadquartersCustomer } = ports;

  return async (operation) => {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const found = await find(operation.customerId);
      const { known } = found;
      if (known.customer.erasedAt !== null) return { known };
      const { known: survivor, isClient } = await survivorOf(found);
      if (survivor.customer.erasedAt !== null) return { known };
      const { operationId: changeId, actor, channelId } = operation;
      const changed = await changeHeadquartersCustomer({
        known: survivor,
        change: operation,
        changeId,
        actor,
        channelId,
      });
      const client = isClient ? changed : undefined;
      if (changed) return { known: survivor === known ? changed : known, client };
    }
    throw new Failure("precondition-failed", "The customer was changed at the same time.");
  };

  async function find(customerId: string): Promise<FoundToChange> {
    const found = await headquartersCustomers.findToChange(customerId);
    if (found === undefined) throw new Failure("not-found", "Headquarters does not know the customer.");
    return found;
  }

  async function survivorOf(found: FoundToChange): Promise<FoundToChange> {
    const { mergedInto } = found.known.customer;
    return mergedInto === null ? found : survivorOf(await find(mergedInto));
  }
}
