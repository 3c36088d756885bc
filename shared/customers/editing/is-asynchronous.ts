import { Failure } from "../../failure";
import type { Features } from "../../headquarters";
import type { Customer } from "../customer";
import type { Operation } from "../synchronization/operation";
import type { CustomerChange } from "./customer-change";

type Kind = CustomerChange["kind"];

/** Without which features a pending customer cannot be changed so (E2, E4, E5). A card is reserved without any (E3). */
const neededWhilePending: Readonly<Record<Kind, readonly (keyof Features)[]>> = {
  edit: ["asyncCustomerEdits"],
  addAddress: ["asyncAddresses"],
  changeAddress: ["asyncCustomerEdits"],
  removeAddress: ["asyncCustomerEdits"],
  replaceAffiliations: ["enhancedAsyncCustomers", "asyncCustomerEdits"],
  issueLoyaltyCard: [],
};

/**
 * Whether a change is kept in the channel and applied at headquarters later: every change of a pending customer, and
 * with `asyncAddresses` a new address of any (E5). Rejects with `customer-pending-sync`, naming the missing feature.
 */
export function isAsynchronous(kind: Kind, { accountNumber }: Customer, features: Features): boolean {
  if (accountNumber !== null) return kind === "addAddress" && features.asyncAddresses;
  const missing = neededWhilePending[kind].find((feature) => !features[feature]);
  if (missing === undefined) return true;
  const message = `The customer has no account number yet; without the feature ${missing} it cannot be changed before.`;
  throw new Failure("customer-pending-sync", message);
}

/** They get along with every other change: the create is done where there is a number, and an address is only added. */
const outOfOrder: ReadonlySet<Operation["kind"]> = new Set(["create", "addAddress"]);

/**
 * Whether a customer's operations include changes on their way to headquarters: a later change must not overtake them
 * (S4), or theirs would be the last word. One that failed waits for an administrator, and nobody waits for it.
 */
export const areOnTheirWay = (operations: readonly Pick<Operation, "kind" | "state">[]): boolean =>
  operations.some(({ kind, state }) => (state === "pending" || state === "sent") && !outOfOrder.has(kind));
