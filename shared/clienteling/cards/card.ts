import { z } from "zod";
import { type Customer, searchKeys } from "../../customers";
import { attributeValues, type BookEntry, type Membership } from "../membership";

/** What a card shows of its customer, as of a revision of the customer at headquarters; 0 while it is pending. */
export const client = z.object({
  accountNumber: z.string().nullable(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  attributes: attributeValues,
  searchKeys: z.array(z.string()),
  revision: z.number(),
});
export type Client = z.infer<typeof client>;

/** What a card shows of its customer's place in the book, as of a revision of the membership. */
export const member = z.object({
  clientBookId: z.string(),
  attributes: attributeValues,
  addedAt: z.string(),
  lastContactAt: z.string().nullable().default(null),
  revision: z.number(),
});
export type Member = z.infer<typeof member>;

/** A customer in a client book, as a channel database group keeps it (B5): all that listing and filtering need. */
export const card = z.object({
  channelDatabaseGroupId: z.string(),
  workerId: z.string(),
  customerId: z.string(),
  legalEntityId: z.string(),
  client,
  member,
});
export type Card = z.infer<typeof card>;

/** A customer as headquarters or a channel knows it. */
export interface KnownCustomer {
  readonly customer: Customer;
  readonly revision: number;
}

export function clientOf({ customer, revision }: KnownCustomer): Client {
  return {
    accountNumber: customer.accountNumber,
    name: customer.name,
    email: customer.emails.find(({ primary }) => primary)?.address ?? null,
    phone: customer.phones.find(({ primary }) => primary)?.number ?? null,
    attributes: customer.attributes,
    searchKeys: [...searchKeys(customer)],
    revision,
  };
}

export function cardOf(
  known: KnownCustomer,
  { customerId, legalEntityId, lastContactAt, revision }: Membership,
  { workerId, clientBookId, attributes, addedAt }: BookEntry,
  channelDatabaseGroupId: string,
): Card {
  const place = { clientBookId, attributes, addedAt, lastContactAt, revision };
  return { channelDatabaseGroupId, workerId, customerId, legalEntityId, client: clientOf(known), member: place };
}

/** Of two states of a card the newer of each half, whoever brings it: a request at once, or job 1010 later. */
export function newestCard(held: Card | undefined, fresh: Card): Card {
  if (held === undefined) return fresh;
  return {
    ...fresh,
    client: held.client.revision > fresh.client.revision ? held.client : fresh.client,
    member: held.member.revision > fresh.member.revision ? held.member : fresh.member,
  };
}
