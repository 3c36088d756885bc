import type { ChannelCustomer } from "../../customers";
import { Failure } from "../../failure";

/** Rejects with `customer-erased`: nothing is recorded on a person any more of whom everything was erased (P1). */
export function requireRecordable({ customer: { erasedAt } }: ChannelCustomer): void {
  if (erasedAt !== null) throw new Failure("customer-erased", "The customer was erased.");
}
