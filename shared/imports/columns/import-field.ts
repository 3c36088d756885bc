/** What a column of an import file can hold. An attribute has its name behind `attributes.`. */
export const importFields = [
  "externalReference",
  "customerType",
  "title",
  "firstName",
  "middleName",
  "lastName",
  "organizationName",
  "email",
  "emailMarketingConsent",
  "phone",
  "phoneMarketingConsent",
  "receiptEmail",
  "receiptPreference",
  "customerGroup",
  "currency",
  "language",
  "affiliations",
  "purpose",
  "addressName",
  "addressPhone",
  "street",
  "street2",
  "city",
  "state",
  "postalCode",
  "country",
] as const;

export type ImportField = (typeof importFields)[number] | `attributes.${string}`;

export const isImportField = (name: string): name is ImportField =>
  (importFields as readonly string[]).includes(name) || /^attributes\.[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/.test(name);

/** Which column holds which field; its keys are fields. */
export type ImportColumns = Readonly<Record<string, string>>;
