import { z } from "zod";
import { configurationId, currencyCode, customerType, languageTag, line, receiptPreference } from "../../headquarters";
import { addressRequest, attributeValue, emailAddress, phoneNumber } from "../creation/create-request";
import { marketingConsent } from "../customer";

/** A contact that has its `contactId`, or is given like one that is there, keeps its consent. */
const contact = {
  contactId: z.string().max(60).optional(),
  primary: z.boolean().optional(),
  marketingConsent: marketingConsent.optional(),
};

const name = line(100).nullable().optional();

/** A JSON merge patch of a customer (RFC 7396): null takes a value away, lists of contacts are replaced. */
export const editCustomerRequest = z.strictObject({
  customerType: customerType.optional(),
  /** The customer's name in another system. */
  externalReference: name,
  title: name,
  firstName: name,
  middleName: name,
  lastName: name,
  organizationName: name,
  /** The primary e-mail and phone. */
  email: emailAddress.nullable().optional(),
  phone: phoneNumber.nullable().optional(),
  emails: z
    .array(z.strictObject({ address: emailAddress, ...contact }))
    .max(20)
    .optional(),
  phones: z
    .array(z.strictObject({ number: phoneNumber, ...contact }))
    .max(20)
    .optional(),
  customerGroup: configurationId.optional(),
  receiptPreference: receiptPreference.optional(),
  receiptEmail: emailAddress.nullable().optional(),
  currency: currencyCode.optional(),
  language: languageTag.optional(),
  attributes: z.record(configurationId, attributeValue.nullable()).optional(),
});
export type EditCustomerRequest = z.infer<typeof editCustomerRequest>;

const part = (maximum: number) => line(maximum).nullable().optional();

/** A JSON merge patch of an address. */
export const changeAddressRequest = z.strictObject({
  purpose: addressRequest.shape.purpose,
  primary: z.boolean().optional(),
  name: line(200).optional(),
  phone: phoneNumber.nullable().optional(),
  street: part(250),
  city: part(100),
  state: part(100),
  postalCode: part(20),
  country: addressRequest.shape.country.unwrap().unwrap().optional(),
});
export type ChangeAddressRequest = z.infer<typeof changeAddressRequest>;

export const replaceAffiliationsRequest = z.strictObject({ affiliations: z.array(configurationId).max(50) });

export const loyaltyCardRequest = z.strictObject({
  cardNumber: z
    .string()
    .regex(/^[A-Za-z0-9-]{4,40}$/, "A card number has 4 to 40 letters, digits and dashes.")
    .optional(),
  /** Reserves the card for a customer who has no account number yet. */
  reserve: z.boolean().default(false),
});
