import { z } from "zod";
import { storedInsights } from "../customer-insights";
import { attribute } from "./attribute";
import { downloadJobIds } from "./download-jobs";
import { configurationId, countryCode, currencyCode, email, languageTag, line } from "./identifiers";
import { numberSequence } from "./number-sequence";

const name = line(100);
const ids = z.array(configurationId).max(1000).default([]);

export const legalEntity = z.strictObject({
  name,
  currency: currencyCode,
  language: languageTag,
  country: countryCode,
});

export const operatingUnit = z.strictObject({
  name,
  legalEntityId: configurationId,
  primaryAddress: z.strictObject({
    street: line(250).optional(),
    city: line(100).optional(),
    state: line(100).optional(),
    postalCode: line(20).optional(),
    country: countryCode,
  }),
  timeZone: z.string().refine(isTimeZone, "A time zone is an IANA name, such as America/Chicago."),
});

export const addressBook = z.strictObject({ name });

export const channelDatabaseGroup = z.strictObject({
  name,
  filterSharedCustomerData: z.boolean(),
  /** Jobs that bring this group nothing (J5). */
  excludedJobs: z.array(z.enum(downloadJobIds)).max(downloadJobIds.length).default([]),
});

export const functionalityProfile = z.strictObject({
  name,
  createCustomerAsync: z.boolean(),
  allowOfflineCreation: z.boolean(),
});

export const customerType = z.enum(["person", "organization"]);
export const receiptPreference = z.enum(["none", "print", "email", "both"]);

export const defaultCustomer = z.strictObject({
  customerType,
  customerGroup: configurationId,
  receiptPreference,
  receiptEmail: email.nullable().default(null),
  currency: currencyCode,
  language: languageTag,
  affiliations: ids,
});
export type DefaultCustomer = z.infer<typeof defaultCustomer>;

export const channel = z.strictObject({
  name,
  kind: z.enum(["store", "online"]),
  legalEntityId: configurationId,
  operatingUnitId: configurationId,
  functionalityProfileId: configurationId,
  channelDatabaseGroupId: configurationId,
  addressBookIds: ids,
  clientIds: z.array(line(100)).max(100).default([]),
  defaultCustomer,
});
export type Channel = z.infer<typeof channel>;

export const customerGroup = z.strictObject({ name, financialDimensions: z.record(line(60), line(60)).default({}) });

export const affiliation = z.strictObject({ name });

export const attributeGroup = z.strictObject({
  name,
  attributes: z
    .array(z.strictObject({ name: configurationId, displayOrder: z.int() }))
    .max(200)
    .refine((members) => new Set(members.map(({ name }) => name)).size === members.length, {
      error: "An attribute stands there twice.",
    }),
});

export const activityType = z.strictObject({ label: name });

export const permissionGroup = z.strictObject({ name, operations: z.array(z.int().min(712).max(716)).max(5) });

export const worker = z.strictObject({
  name,
  legalEntityIds: ids,
  addressBookIds: ids,
  permissionGroupId: configurationId,
  externalId: line(100),
});

export const parameters = z.strictObject({
  customerAttributeGroupId: configurationId.nullable().default(null),
  clientBookAttributeGroupId: configurationId.nullable().default(null),
  customerAccountSequenceId: configurationId,
  clientBookSequenceId: configurationId,
  allowSeveralClientBooks: z.boolean().default(false),
});

/** What headquarters configures, by the name of its collection in the API, plus parameters and features. */
export const collections = {
  "legal-entities": legalEntity,
  "operating-units": operatingUnit,
  "address-books": addressBook,
  "channel-database-groups": channelDatabaseGroup,
  "functionality-profiles": functionalityProfile,
  channels: channel,
  "customer-groups": customerGroup,
  affiliations: affiliation,
  attributes: attribute,
  "attribute-groups": attributeGroup,
  "activity-types": activityType,
  "permission-groups": permissionGroup,
  workers: worker,
  "number-sequences": numberSequence,
  parameters,
  features: z.strictObject({ enabled: z.boolean() }),
  /** One item, `default`. */
  "customer-insights": storedInsights,
} as const;

export type CollectionName = keyof typeof collections;
export type CollectionItem<Name extends CollectionName> = z.infer<(typeof collections)[Name]>;

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
