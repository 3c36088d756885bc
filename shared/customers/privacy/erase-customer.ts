import { Failure } from "../../failure";
import type { FindForAdministrator } from "../administration/find-for-administrator";
import { type Actor, type AuditEntry, changedFields } from "../audit";
import type { CustomerKeys } from "../customer-keys";
import { keysOf } from "../external-reference";
import type { FollowClient } from "../follow-client";
import type { HeadquartersCustomer, HeadquartersCustomers } from "../headquarters-customers";
import type { OperationLog } from "../operations/operation-log";
import { operationState } from "../synchronization/operation";
import type { RefreshCopies } from "../synchronization/refresh-copies";
import { erasedCustomer, erasedOperation, isErased } from "./erased";

export interface EraseCustomerPorts {
  readonly findForAdministrator: FindForAdministrator;
  readonly headquartersCustomers: HeadquartersCustomers;
  readonly customerKeys: CustomerKeys;
  readonly operationLog: Pick<OperationLog, "ofCustomers" | "settle">;
  readonly refreshCopies: RefreshCopies;
  readonly followClient: FollowClient;
  /** Takes away what clienteling keeps of a customer; may be asked again. */
  eraseClienteling(customerId: string): Promise<void>;
  now(): Date;
}

/**
 * Erases one identity (P1), in steps that may be done again: first the keys by which it was known, then the stub at
 * headquarters, which ends every change that is under way; its operations, cancelled and emptied; its copies in every
 * channel database group, from when on nothing more is recorded on it; then its places in client books, activities,
 * notes and follow-ups, and at last its cards. A pending customer gets a stub too, so that a conversion that has begun
 * finds it erased. A crash between two steps leaves the rest to the task. Rejects with `not-found`,
 * `headquarters-unavailable`, `channel-database-unavailable`.
 */
export type EraseCustomer = (customerId: string, actor: Actor) => Promise<HeadquartersCustomer>;

/** How often what somebody else changes at the same moment is read again. */
const mostTries = 10;

export function eraseCustomer(ports: EraseCustomerPorts): EraseCustomer {
  const { findForAdministrator, headquartersCustomers, customerKeys, operationLog, now } = ports;

  return async (customerId, actor) => {
    const stub = await leaveStub(customerId, actor);
    await eraseOperations(customerId);
    await ports.refreshCopies(stub);
    // Not before: whoever records something looks at the copy.
    await ports.eraseClienteling(customerId);
    await ports.followClient(stub);
    return stub;
  };

  async function leaveStub(customerId: string, actor: Actor): Promise<HeadquartersCustomer> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const found = await findForAdministrator(customerId);
      const { customer } = found.known;
      if (customer.erasedAt !== null) return found.known;
      await Promise.all(keysOf(customer).map((key) => customerKeys.release(key, customerId)));
      const at = now().toISOString();
      const erased = erasedCustomer(customer, at);
      const fields = changedFields(customer, erased);
      const entry: AuditEntry = { entryId: "erase", customerId, at, actor, channelId: null, action: "erased", fields };
      const stub = { ...found.known, customer: erased, revision: found.known.revision + 1, possibleDuplicates: [] };
      if (found.outcome === "pending") {
        // Headquarters may have heard of it meanwhile: then what is there is not the stub, and is erased next.
        const present = await headquartersCustomers.create(stub, entry);
        if (present.customer.erasedAt !== null) return present;
      } else if ((await headquartersCustomers.update({ ...stub, etag: found.known.etag }, entry)) === "updated") {
        return stub;
      }
    }
    throw new Failure("precondition-failed", "The customer keeps changing.");
  }

  /** Whoever settles one at the same moment reads the stub the next time, and empties it too. */
  async function eraseOperations(customerId: string): Promise<void> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const operations = await operationLog.ofCustomers([customerId], operationState.options);
      const left = operations.filter((operation) => !isErased(operation));
      if (left.length === 0) return;
      for (const operation of left) await operationLog.settle(erasedOperation(operation), undefined);
    }
    throw new Failure("channel-database-unavailable", "The customer's operations keep changing.");
  }
}
