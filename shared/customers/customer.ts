import { z } from "zod";
import { customerType, receiptPreference } from "../headquarters";

/** The one stable identity of a customer (C3). */
export const customerId = z.guid().transform((id) => id.toLowerCase());

export const marketingConsent = z.enum(["optedIn", "optedOut", "notAsked"]);

const consent = {
  contactId: z.string(),
  primary: z.boolean(),
  marketingConsent,
  consentAt: z.string().nullable(),
  consentChannelId: z.string().nullable(),
};
export const email = z.object({ address: z.string(), ...consent });
export const phone = z.object({ number: z.string(), ...consent });
export type Email = z.infer<typeof email>;
export type Phone = z.infer<typeof phone>;

export const addressPurpose = z.enum(["home", "business", "office", "poBox", "delivery", "invoice", "other"]);

export const address = z.object({
  addressId: z.string(),
  purpose: addressPurpose,
  primary: z.boolean(),
  name: z.string(),
  phone: z.string().nullable(),
  street: z.string().nullable(),
  city: z.string().nullable(),
  state: z.string().nullable(),
  postalCode: z.string().nullable(),
  country: z.string(),
});
export type Address = z.infer<typeof address>;

export const loyaltyCard = z.object({
  cardNumber: z.string(),
  /** A card is reserved until its customer has an account number (E3). */
  state: z.enum(["issued", "reserved"]),
  issuedAt: z.string().nullable(),
});
export type LoyaltyCard = z.infer<typeof loyaltyCard>;

/** A customer as headquarters and the channels know it. Times are UTC ISO 8601. */
export const customer = z.object({
  customerId: z.string(),
  legalEntityId: z.string(),
  accountNumber: z.string().nullable(),
  /** Its name in another system; no other customer of the legal entity has it. */
  externalReference: z.string().nullable(),
  /** What it was called before, the latest first: keys that it may still own after a crash. Channels do not show them. */
  formerReferences: z.array(z.string()).default([]),
  customerType,
  title: z.string().nullable(),
  firstName: z.string().nullable(),
  middleName: z.string().nullable(),
  lastName: z.string().nullable(),
  organizationName: z.string().nullable(),
  /** The full name, in the order in which it is read. */
  name: z.string(),
  emails: z.array(email),
  phones: z.array(phone),
  addresses: z.array(address),
  /** Addresses that were taken away: a soft delete (A5). They are never shown. */
  removedAddresses: z.array(address.extend({ removedAt: z.string() })),
  customerGroup: z.string(),
  receiptPreference,
  receiptEmail: z.string().nullable(),
  currency: z.string(),
  language: z.string(),
  affiliations: z.array(z.string()),
  financialDimensions: z.record(z.string(), z.string()),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  loyaltyCards: z.array(loyaltyCard),
  /** The channel that created it. */
  channelId: z.string(),
  addressBookIds: z.array(z.string()),
  createdAt: z.string(),
  modifiedAt: z.string(),
  erasedAt: z.string().nullable(),
  /** The customer that stands for this one since they were merged (C7). */
  mergedInto: z.string().nullable(),
  /** Whom this customer stands for (C7). */
  mergedIdentities: z.array(z.object({ customerId: z.string(), accountNumber: z.string() })),
});
export type Customer = z.infer<typeof customer>;
