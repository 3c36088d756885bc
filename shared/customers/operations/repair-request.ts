import { z } from "zod";
import {
  changeAddressRequest,
  editCustomerRequest,
  loyaltyCardRequest,
  replaceAffiliationsRequest,
} from "../editing/edit-request";

const { affiliations } = replaceAffiliationsRequest.shape;

/**
 * How the payload of each kind of operation is changed: by what a client could have asked for in the first place (S5),
 * as a merge patch.
 */
export const operationRepair = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("create"),
    payload: editCustomerRequest.extend({ affiliations: affiliations.optional() }),
  }),
  z.object({ kind: z.literal("edit"), payload: editCustomerRequest }),
  z.object({ kind: z.literal("addAddress"), payload: changeAddressRequest }),
  z.object({ kind: z.literal("changeAddress"), payload: changeAddressRequest }),
  z.object({ kind: z.literal("removeAddress"), payload: z.strictObject({}) }),
  z.object({ kind: z.literal("replaceAffiliations"), payload: replaceAffiliationsRequest }),
  z.object({ kind: z.literal("issueLoyaltyCard"), payload: loyaltyCardRequest.pick({ cardNumber: true }).required() }),
  z.object({
    kind: z.literal("unreadableMessage"),
    payload: z.strictObject({
      queueName: z.enum(["customer-synchronization", "job-runs"]).optional(),
      body: z.unknown().optional(),
    }),
  }),
]);
export type OperationRepair = z.infer<typeof operationRepair>;
