import { Failure } from "../../failure";
import type { Customer } from "../customer";

/** Whether the customer is neither erased nor merged into another. */
export const isLiving = ({ erasedAt, mergedInto }: Customer): boolean => erasedAt === null && mergedInto === null;

/** Refuses a change of one who was erased (`customer-erased`) or merged (`customer-merged`). */
export function requireLiving({ erasedAt, mergedInto }: Customer): void {
  if (erasedAt !== null) throw new Failure("customer-erased", "The customer was erased.");
  if (mergedInto !== null) throw new Failure("customer-merged", `The customer was merged into ${mergedInto}.`);
}
