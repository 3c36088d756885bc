import { z } from "zod";
import { customerId } from "../customer";
import { createCustomerRequest } from "./create-request";

/** A customer that a till made while it was offline, under a GUID of its own (C5). */
export const offlineCustomerRequest = createCustomerRequest.extend({
  customerId,
  createdAt: z.iso.datetime({ offset: true }).transform((time) => new Date(time).toISOString()),
});
export type OfflineCustomerRequest = z.infer<typeof offlineCustomerRequest>;
