import { Failure, isFailure } from "../../failure";
import type { Log } from "../../log";
import { createdEntry } from "../audit";
import type { AdmitCustomer } from "../creation/admit-customer";
import type { CustomerKeys } from "../customer-keys";
import { type DuplicateSearch, possibleDuplicatesOf } from "../duplicates/duplicate-search";
import { claimReference } from "../external-reference";
import { type HeadquartersCustomer, type HeadquartersCustomers, numbered } from "../headquarters-customers";
import { isTransient } from "./failed-attempt";
import type { CreateOperation } from "./operation";

export interface CreateAtHeadquartersPorts {
  readonly headquartersCustomers: HeadquartersCustomers;
  readonly admitCustomer: AdmitCustomer;
  readonly customerKeys: Pick<CustomerKeys, "claim">;
  readonly duplicates: Pick<DuplicateSearch, "atHeadquarters">;
  readonly log: Log;
  now(): Date;
}

/** What headquarters needs to know of the operation that creates a customer. */
export type Creation = Pick<
  CreateOperation,
  "customerId" | "payload" | "requestHash" | "possibleDuplicates" | "actor" | "createdAt"
>;

/** Creates an operation's customer once, whatever the number of tries (S3). Rejects as admission and creation do, and with `reference-in-use`. */
export type CreateAtHeadquarters = (operation: Creation) => Promise<HeadquartersCustomer>;

export function createAtHeadquarters(ports: CreateAtHeadquartersPorts): CreateAtHeadquarters {
  const { headquartersCustomers, admitCustomer, duplicates, log, now } = ports;

  return async (operation) => {
    const { customerId, payload: customer } = operation;
    let accountNumber: string;
    let found: Awaited<ReturnType<DuplicateSearch["atHeadquarters"]>>;
    try {
      [accountNumber, found] = await Promise.all([admitCustomer(customer), duplicates.atHeadquarters(customer)]);
      await claimReference(ports.customerKeys, customer);
    } catch (error) {
      // After a crash between the create and its settlement headquarters may know a customer that it would not admit
      // any more, since its customer group is gone: what it has is the answer.
      const known = isFailure(error) && !isTransient(error) ? await headquartersCustomers.find(customerId) : undefined;
      if (known) return ofOperation(known, operation);
      throw error;
    }
    const { requestHash, actor } = operation;
    // A duplicate is flagged, never refused: the customer was created long ago (C7).
    const possibleDuplicates = possibleDuplicatesOf(operation.possibleDuplicates, found);
    const first = numbered({ customer, accountNumber, requestHash, possibleDuplicates, now: now() });
    const entry = createdEntry(first.customer, { actor, at: now().toISOString() });
    const known = await headquartersCustomers.create(first, entry);
    const waitMs = now().getTime() - Date.parse(operation.createdAt);
    log.info("account-number.assigned", { customerId, accountNumber: known.customer.accountNumber, waitMs });
    return ofOperation(known, operation);
  };
}

/** A till chose the GUID of an offline customer: what is there under it must be the same customer (C5). */
function ofOperation(known: HeadquartersCustomer, { requestHash }: Creation): HeadquartersCustomer {
  if (known.requestHash === requestHash) return known;
  throw new Failure("idempotency-key-reused", "Headquarters knows another customer under this id.");
}
