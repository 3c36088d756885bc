import { Failure } from "../../failure";
import type { ChannelCustomer } from "../channel-customers";
import { customerEtag } from "../customer-view";

/** Rejects with `precondition-required` where a change needs `If-Match` and has none (E1). */
export function requireCondition(ifMatch: string | undefined): void {
  if (ifMatch === undefined)
    throw new Failure("precondition-required", "Send the customer's ETag as If-Match with the change.");
}

/** Whether `If-Match`, where it is given, names this state of the customer: `*`, or a list of ETags. */
export function matches(ifMatch: string | undefined, copy: ChannelCustomer): boolean {
  const named = ifMatch?.split(",").map((etag) => etag.trim()) ?? ["*"];
  return named.includes("*") || named.includes(customerEtag(copy));
}

export const conditionFailed = () =>
  new Failure("precondition-failed", "The customer was changed meanwhile; read it again.");
