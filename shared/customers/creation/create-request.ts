import { z } from "zod";
import {
  configurationId,
  countryCode,
  currencyCode,
  customerType,
  email,
  languageTag,
  line,
  receiptPreference,
  text,
} from "../../headquarters";
import { addressPurpose, marketingConsent } from "../customer";

export const emailAddress = z.string().trim().max(254).pipe(email);
export const phoneNumber = line(40).refine((text) => /\d/.test(text), "A phone number has digits.");
export const attributeValue = z.union([text(4000), z.number(), z.boolean()]);

const contact = { primary: z.boolean().optional(), marketingConsent: marketingConsent.optional() };

export const addressRequest = z.strictObject({
  purpose: addressPurpose.optional(),
  primary: z.boolean().optional(),
  name: line(200).nullish(),
  phone: phoneNumber.nullish(),
  street: line(250).nullish(),
  city: line(100).nullish(),
  state: line(100).nullish(),
  postalCode: line(20).nullish(),
  country: countryCode.nullish(),
});
export type AddressRequest = z.infer<typeof addressRequest>;

/** What a client sends to create a customer. What it leaves out is inherited from the channel (D1–D6, A2–A4). */
export const createCustomerRequest = z.strictObject({
  customerType: customerType.optional(),
  externalReference: line(100).nullish(),
  title: line(100).nullish(),
  firstName: line(100).nullish(),
  middleName: line(100).nullish(),
  lastName: line(100).nullish(),
  organizationName: line(100).nullish(),
  email: emailAddress.nullish(),
  phone: phoneNumber.nullish(),
  emails: z
    .array(z.strictObject({ address: emailAddress, ...contact }))
    .max(20)
    .optional(),
  phones: z
    .array(z.strictObject({ number: phoneNumber, ...contact }))
    .max(20)
    .optional(),
  addresses: z.array(addressRequest).max(50).optional(),
  customerGroup: configurationId.nullish(),
  receiptPreference: receiptPreference.nullish(),
  receiptEmail: emailAddress.nullish(),
  currency: currencyCode.nullish(),
  language: languageTag.nullish(),
  affiliations: z.array(configurationId).max(50).optional(),
  attributes: z.record(configurationId, attributeValue).optional(),
});
export type CreateCustomerRequest = z.infer<typeof createCustomerRequest>;
