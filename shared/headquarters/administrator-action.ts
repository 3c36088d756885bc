import { z } from "zod";
import type { ItemPage, PageRequest } from "./configuration-store";

/** What an administrator did by hand to the pipeline: who, when, and to what; of a repair which fields, never values. */
export const administratorAction = z.object({
  actionId: z.string(),
  at: z.string(),
  /** Such as `administrator:{oid}`. */
  actor: z.string(),
  action: z.enum(["operationRepaired", "operationSynchronized", "runRequested"]),
  /** The id of the operation, or of the run. */
  target: z.string(),
  /** Of a run. */
  jobId: z.string().optional(),
  fields: z.array(z.string()),
});
export type AdministratorAction = z.infer<typeof administratorAction>;

/** The audit trail of what administrators did by hand. Every method rejects with `headquarters-unavailable`. */
export interface AdministratorActions {
  /** Written before the action, so that none is missing; one that a crash prevented is listed too. */
  note(action: Omit<AdministratorAction, "actionId">): Promise<void>;
  /** Newest first; of one operation or run when asked for. */
  page(of: { readonly target?: string | undefined }, page: PageRequest): Promise<ItemPage<AdministratorAction>>;
}
