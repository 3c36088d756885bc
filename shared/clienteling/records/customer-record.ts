import { z } from "zod";

const kept = { customerId: z.string(), legalEntityId: z.string(), actor: z.string() };

/** A contact with a customer (B8). */
export const activity = z.object({
  kind: z.literal("activity"),
  recordId: z.string(),
  type: z.string(),
  text: z.string(),
  at: z.string(),
  ...kept,
});
export type Activity = z.infer<typeof activity>;

/** What everybody of the legal entity should know of a customer (B9). */
export const note = z.object({
  kind: z.literal("note"),
  recordId: z.string(),
  text: z.string(),
  at: z.string(),
  ...kept,
});
export type Note = z.infer<typeof note>;

/** A reminder that somebody has set on a customer (B10); `dueOn` is a date in the channel's time zone. */
export const followUp = z.object({
  kind: z.literal("followUp"),
  recordId: z.string(),
  text: z.string(),
  at: z.string(),
  dueOn: z.string(),
  state: z.enum(["open", "done"]),
  ...kept,
});
export type FollowUp = z.infer<typeof followUp>;

/** What is recorded on a customer at headquarters; `at` orders it. */
export const customerRecord = z.discriminatedUnion("kind", [activity, note, followUp]);
export type CustomerRecord = z.infer<typeof customerRecord>;
export type RecordKind = CustomerRecord["kind"];
export type RecordOf<Kind extends RecordKind> = Extract<CustomerRecord, { kind: Kind }>;

/** The worker who recorded it; null when it was a shop or an administrator. */
export const workerOfActor = (actor: string): string | null =>
  actor.startsWith("worker:") ? actor.slice("worker:".length) : null;
