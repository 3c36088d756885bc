import { z } from "zod";
import { type ChangedCustomer, customerEtag, customerView, viewOf } from "../../shared/customers";
import { json } from "../../shared/http";

/** What the endpoints that change a customer have in common. */
export const customerPath = z.object({ customerId: z.string().min(1).max(60) });
export const addressPath = customerPath.extend({ addressId: z.string().min(1).max(60) });
export const condition = { "if-match": z.string().min(1).max(1000).optional() };

export const changedAnswers = {
  200: { description: "Changed", schema: customerView },
  202: { description: "Kept in the channel; headquarters follows", schema: customerView },
};

export const etagOf = ({ customer }: ChangedCustomer) => ({ etag: customerEtag(customer) });

/** The customer as it is now: 202 while headquarters has still to hear of the change. */
export const changedCustomer = (changed: ChangedCustomer) =>
  json(changed.isPending ? 202 : 200, viewOf(changed.customer), etagOf(changed));
