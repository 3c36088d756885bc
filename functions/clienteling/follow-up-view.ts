import { z } from "zod";
import { type FollowUp, workerOfActor } from "../../shared/clienteling";

export const date = z.iso.date();

export const followUpView = z.object({
  followUpId: z.string(),
  customerId: z.string(),
  text: z.string(),
  dueOn: date,
  state: z.enum(["open", "done"]),
  workerId: z.string().nullable(),
});

export const viewOfFollowUp = ({ recordId, customerId, text, dueOn, state, actor }: FollowUp) => ({
  followUpId: recordId,
  customerId,
  text,
  dueOn,
  state,
  workerId: workerOfActor(actor),
});
