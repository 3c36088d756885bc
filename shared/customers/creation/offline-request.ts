import { z } from "zod";
import { customerId } from "../customer";
import { createCustomerRequest } from "./create-request";

const nil = "00000000-0000-0000-0000-000000000000";

/** A customer that a till made while it was offline, under a GUID of its own (C5). */
export const offlineCustomerRequest = createCustomerRequest.extend({
  customerId: customerId.refine((id) => id !== nil, "The nil GUID is no identity."),
  createdAt: z.iso.datetime({ offset: true }).transform((time) => new Date(time).toISOString()),
});
export type OfflineCustomerRequest = z.infer<typeof offlineCustomerRequest>;
