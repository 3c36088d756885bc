import { z } from "zod";
import type { AuditEntry } from "../audit";
import { address, customer } from "../customer";

/** New values of fields; what it leaves out stays. The name follows from its parts. */
export const customerEdit = customer
  .pick({
    customerType: true,
    title: true,
    firstName: true,
    middleName: true,
    lastName: true,
    organizationName: true,
    emails: true,
    phones: true,
    customerGroup: true,
    financialDimensions: true,
    receiptPreference: true,
    receiptEmail: true,
    currency: true,
    language: true,
    externalReference: true,
  })
  .partial()
  .extend({ attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional() });
export type CustomerEdit = z.infer<typeof customerEdit>;

/**
 * What can be done to a customer that exists, as it is applied at headquarters and kept in the operation log: complete
 * in itself, with ids and times made when it was asked for.
 */
export const customerChange = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("edit"), payload: customerEdit }),
  z.object({ kind: z.literal("addAddress"), payload: address }),
  z.object({
    kind: z.literal("changeAddress"),
    payload: address.omit({ addressId: true }).partial().extend({ addressId: z.string() }),
  }),
  z.object({ kind: z.literal("removeAddress"), payload: z.object({ addressId: z.string() }) }),
  z.object({ kind: z.literal("replaceAffiliations"), payload: z.object({ affiliations: z.array(z.string()) }) }),
  z.object({ kind: z.literal("issueLoyaltyCard"), payload: z.object({ cardNumber: z.string() }) }),
]);
export type CustomerChange = z.infer<typeof customerChange>;

/** What the audit trail calls each change. */
export const auditActions: Readonly<Record<CustomerChange["kind"], AuditEntry["action"]>> = {
  edit: "edited",
  addAddress: "addressAdded",
  changeAddress: "addressChanged",
  removeAddress: "addressRemoved",
  replaceAffiliations: "affiliationsReplaced",
  issueLoyaltyCard: "loyaltyCardIssued",
};
