import { z } from "zod";
import { customer } from "../customer";

export const operationState = z.enum(["pending", "sent", "done", "failed", "cancelled"]);

/** What an asynchronous change does at headquarters. `create` carries the whole customer, its account number open. */
export const operation = z.object({
  operationId: z.string(),
  channelDatabaseGroupId: z.string(),
  channelId: z.string(),
  customerId: z.string(),
  kind: z.literal("create"),
  /** Operations of one customer apply in this order (S4). */
  sequence: z.number(),
  state: operationState,
  attempts: z.number(),
  /** Why the last attempt failed, in words for a shop manager. */
  lastError: z.string().nullable(),
  createdAt: z.string(),
  /** From when on the P-job signals it, if it is not at an end by then (S1). */
  dueAt: z.string(),
  payload: customer,
  requestHash: z.string().nullable(),
});
export type Operation = z.infer<typeof operation>;
