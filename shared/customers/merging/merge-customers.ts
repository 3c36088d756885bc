import { Failure } from "../../failure";
import type { FindForAdministrator } from "../administration/find-for-administrator";
import type { StoredHeadquartersCustomer } from "../headquarters-customers";
import type { CarryOutMerge } from "./carry-out-merge";
import type { MergeInput } from "./merge-input";
import { type ClientelingMoves, type Moves, movesOf, survivorOf } from "./survivor";

export interface MergeCustomersPorts {
  readonly findForAdministrator: FindForAdministrator;
  readonly carryOutMerge: CarryOutMerge;
  /** Rejects with `headquarters-unavailable`. */
  clientelingMoves(secondaryId: string, primaryId: string): Promise<ClientelingMoves>;
  /** Keeps the intent, so that the merge goes on after a crash. Rejects with `headquarters-unavailable`. */
  keepIntent(merge: MergeInput): Promise<void>;
  now(): Date;
}

export interface MergeResult {
  /** The customer that stays, as it is or would be. */
  readonly survivor: StoredHeadquartersCustomer;
  readonly moves: Moves & ClientelingMoves;
}

/**
 * Merges two customers of a legal entity, or shows what a merge would bring (C7). Rejects with `not-found`,
 * `invalid-request` (the same customer, or another legal entity), `customer-pending-sync`, `customer-erased`,
 * `customer-merged`.
 */
export type MergeCustomers = (merge: MergeInput & { readonly preview: boolean }) => Promise<MergeResult>;

export function mergeCustomers(ports: MergeCustomersPorts): MergeCustomers {
  return async ({ preview, ...merge }) => {
    const secondary = await settled(merge.secondaryId);
    const primary = await settled(merge.primaryId);
    requireMergeable(primary, secondary);
    const moves = {
      ...movesOf(primary.customer, secondary.customer),
      ...(await ports.clientelingMoves(merge.secondaryId, primary.customer.customerId)),
    };
    const customer = survivorOf(primary.customer, moves, ports.now().toISOString());
    if (preview) return { survivor: { ...primary, customer }, moves };
    await ports.keepIntent(merge);
    return { survivor: await ports.carryOutMerge(merge), moves };
  };

  async function settled(customerId: string): Promise<StoredHeadquartersCustomer> {
    const found = await ports.findForAdministrator(customerId);
    if (found.outcome === "known") return found.known;
    throw new Failure("customer-pending-sync", "A customer without account number cannot be merged.");
  }
}

function requireMergeable({ customer: primary }: StoredHeadquartersCustomer, secondary: StoredHeadquartersCustomer) {
  const { customerId, legalEntityId, erasedAt, mergedInto } = secondary.customer;
  const isRepeated = mergedInto === primary.customerId;
  const fault =
    customerId === primary.customerId
      ? "A customer cannot be merged into itself."
      : legalEntityId !== primary.legalEntityId
        ? "Both customers belong to one legal entity."
        : undefined;
  if (fault) {
    throw new Failure("invalid-request", "These customers cannot be merged.", {
      errors: [{ pointer: "/into", message: fault }],
    });
  }
  if (erasedAt !== null || primary.erasedAt !== null) throw new Failure("customer-erased", "The customer was erased.");
  if (primary.mergedInto !== null || (mergedInto !== null && !isRepeated))
    throw new Failure("customer-merged", "The customer was merged already.");
}
