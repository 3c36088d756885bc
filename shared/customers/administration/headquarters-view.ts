import { z } from "zod";
import { auditEntry } from "../audit";
import { customer } from "../customer";
import { type HeadquartersCustomer, possibleDuplicate } from "../headquarters-customers";

/** A customer as headquarters keeps it; one that is still pending has revision 0. */
export const headquartersCustomerView = customer.extend({
  revision: z.number(),
  accountAssignedAt: z.string().nullable(),
  possibleDuplicates: z.array(possibleDuplicate),
});
export type HeadquartersCustomerView = z.infer<typeof headquartersCustomerView>;

/** The same with its history, newest first. */
export const customerWithHistory = headquartersCustomerView.extend({
  audit: z.array(auditEntry),
  clientBooks: z.array(z.record(z.string(), z.unknown())),
  /** Activities, notes and follow-ups, by `kind`. */
  records: z.array(z.record(z.string(), z.unknown())),
});
export interface KeptForClienteling {
  readonly clientBooks: readonly Readonly<Record<string, unknown>>[];
  readonly records: readonly Readonly<Record<string, unknown>>[];
}
export type CustomerWithHistory = z.infer<typeof customerWithHistory>;

export function headquartersViewOf(known: HeadquartersCustomer): HeadquartersCustomerView {
  const { customer: shown, revision, accountAssignedAt, possibleDuplicates } = known;
  return { ...shown, revision, accountAssignedAt, possibleDuplicates: [...possibleDuplicates] };
}
