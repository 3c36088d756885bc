import { z } from "zod";
import { actor } from "../audit";
import { customer } from "../customer";
import { customerChange } from "../editing/customer-change";
import { possibleDuplicate } from "../headquarters-customers";

export const operationState = z.enum(["pending", "sent", "done", "failed", "cancelled"]);
export type OperationState = z.infer<typeof operationState>;

/** What an administrator did with an operation (S5): which fields were repaired, never their values. */
export const intervention = z.object({
  at: z.string(),
  actor,
  action: z.enum(["repaired", "synchronized"]),
  fields: z.array(z.string()),
});
export type Intervention = z.infer<typeof intervention>;

/** What an asynchronous change waits with for headquarters, whatever it does. */
const envelope = {
  operationId: z.string(),
  channelDatabaseGroupId: z.string(),
  channelId: z.string(),
  legalEntityId: z.string(),
  customerId: z.string(),
  /** Operations of one customer apply in this order (S4). */
  sequence: z.number(),
  state: operationState,
  attempts: z.number(),
  /** Why the last attempt failed, in words for a shop manager. */
  lastError: z.string().nullable(),
  createdAt: z.string(),
  /** From when on the P-job signals it, if it is not at an end by then (S1). */
  dueAt: z.string(),
  actor,
  /** Oldest first; kept in the operation, so that none is written without the other. */
  interventions: z.array(intervention).optional(),
  /** The trace of the request that asked for it (W3C `traceparent`), with which every attempt goes on. */
  traceParent: z.string().optional(),
};

/** Creates the customer at headquarters: `payload` is the whole customer, its account number open. */
const createOperation = z.object({
  ...envelope,
  kind: z.literal("create"),
  payload: customer,
  requestHash: z.string().nullable(),
  possibleDuplicates: z.array(possibleDuplicate),
});
export type CreateOperation = z.infer<typeof createOperation>;

const [edit, addAddress, changeAddress, removeAddress, replaceAffiliations, issueLoyaltyCard] = customerChange.options;

/** An asynchronous change: the creation of a customer, or a change of one that exists. */
export const operation = z.discriminatedUnion("kind", [
  createOperation,
  edit.extend(envelope),
  addAddress.extend(envelope),
  changeAddress.extend(envelope),
  removeAddress.extend(envelope),
  replaceAffiliations.extend(envelope),
  issueLoyaltyCard.extend(envelope),
]);
export type Operation = z.infer<typeof operation>;

/**
 * An operation as it can always be read, also one whose payload nobody here understands: of a later version, or broken.
 * Such a one must be found, signalled, failed and listed like every other, and must block nobody else (S5).
 */
export const listedOperation = z.looseObject({
  ...envelope,
  kind: z.string(),
  payload: z.record(z.string(), z.unknown()).catch({}),
});
export type ListedOperation = z.infer<typeof listedOperation>;
export type ChangeOperation = Exclude<Operation, CreateOperation>;

/** Whether an operation is at its end (S5); a failed one waits for an administrator. */
export const isOpen = ({ state }: Pick<Operation, "state">) => state !== "done" && state !== "cancelled";
