import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { type Customer, customer } from "./customer";

/** Who changes a customer: `worker:000160`, `client:us-web-app`, `administrator:{oid}`, or `system`. */
export const actor = z.string();
export type Actor = z.infer<typeof actor>;

/** One change of a customer (P2): who, when, from which channel, and which fields; never their values. */
export const auditEntry = z.object({
  /** The operation's id, or `create`: an operation that has its entry was applied. */
  entryId: z.string(),
  customerId: z.string(),
  at: z.string(),
  actor,
  /** Null for a change that was made at headquarters. */
  channelId: z.string().nullable(),
  action: z.enum([
    "created",
    "edited",
    "addressAdded",
    "addressChanged",
    "addressRemoved",
    "affiliationsReplaced",
    "loyaltyCardIssued",
    "merged",
    "erased",
    "imported",
  ]),
  fields: z.array(z.string()),
});
export type AuditEntry = z.infer<typeof auditEntry>;

/** Fields that every write sets, or that follow from others. */
const silent: ReadonlySet<string> = new Set(["modifiedAt", "name", "removedAddresses", "formerReferences"]);

/** The names of the fields in which two states of a customer differ. */
export function changedFields(before: Customer, after: Customer): string[] {
  const names = Object.keys(customer.shape) as (keyof Customer)[];
  return names.filter((name) => !silent.has(name) && !isDeepStrictEqual(before[name], after[name]));
}

/** The entry of a customer that is new at headquarters: the fields that were given or inherited. */
export function createdEntry(created: Customer, by: Pick<AuditEntry, "actor" | "at">): AuditEntry {
  const fields = Object.entries(created).filter(([name, value]) => !silent.has(name) && !isEmpty(value));
  const { customerId, channelId } = created;
  return { entryId: "create", customerId, channelId, action: "created", fields: fields.map(([name]) => name), ...by };
}

const isEmpty = (value: unknown) => value === null || (typeof value === "object" && Object.keys(value).length === 0);
