import { z } from "zod";
import { intervention, operationState } from "../synchronization/operation";

/**
 * A message that nobody can read (S5). It names no customer, so it is kept beside the operations, and listed with them
 * until an administrator sends it once more.
 */
export const unreadableMessage = z.object({
  operationId: z.string(),
  kind: z.literal("unreadableMessage"),
  state: operationState,
  attempts: z.number(),
  lastError: z.string().nullable(),
  createdAt: z.string(),
  interventions: z.array(intervention).optional(),
  payload: z.object({ queueName: z.string(), messageId: z.string(), body: z.unknown() }),
});
export type UnreadableMessage = z.infer<typeof unreadableMessage>;
export type StoredUnreadableMessage = UnreadableMessage & { readonly etag: string };
