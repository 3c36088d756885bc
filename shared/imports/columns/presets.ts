import { type ImportColumns, type ImportField, importFields, isImportField } from "./import-field";

export const presetNames = ["regulars", "shopify", "dynamics"] as const;
export type PresetName = (typeof presetNames)[number];

/** The names that a column has had over the years, by field; they are compared without regard to case. */
type Preset = Readonly<Partial<Record<ImportField, readonly string[]>>>;

/** The customer export of Shopify; `Default Address …` since 2023. */
const shopify: Preset = {
  externalReference: ["Customer ID"],
  firstName: ["First Name"],
  lastName: ["Last Name"],
  email: ["Email"],
  emailMarketingConsent: ["Accepts Email Marketing", "Accepts Marketing"],
  phone: ["Phone"],
  phoneMarketingConsent: ["Accepts SMS Marketing"],
  organizationName: ["Default Address Company", "Company"],
  street: ["Default Address Address1", "Address1"],
  street2: ["Default Address Address2", "Address2"],
  city: ["Default Address City", "City"],
  state: ["Default Address Province Code", "Province Code"],
  country: ["Default Address Country Code", "Country Code"],
  postalCode: ["Default Address Zip", "Zip"],
  addressPhone: ["Default Address Phone"],
};

/** Dynamics 365's Customers V3 and Customer definitions, as data management (upper case) and OData name them. */
const dynamics: Preset = {
  externalReference: ["CustomerAccount"],
  customerType: ["PartyType"],
  title: ["PersonPersonalTitle"],
  firstName: ["PersonFirstName"],
  middleName: ["PersonMiddleName"],
  lastName: ["PersonLastName"],
  organizationName: ["OrganizationName", "Name"],
  email: ["PrimaryContactEmail"],
  phone: ["PrimaryContactPhone"],
  receiptEmail: ["ReceiptEmail"],
  customerGroup: ["CustomerGroupId"],
  currency: ["SalesCurrencyCode"],
  language: ["LanguageId"],
  addressName: ["AddressDescription"],
  street: ["AddressStreet"],
  city: ["AddressCity"],
  state: ["AddressState"],
  postalCode: ["AddressZipCode"],
  country: ["AddressCountryRegionId"],
};

/** The columns of a header that a preset knows. Those of `regulars` are called as the fields are. */
export function presetColumns(preset: PresetName, header: readonly string[]): ImportColumns {
  if (preset === "regulars") return Object.fromEntries(header.filter(isImportField).map((name) => [name, name]));
  const names = preset === "shopify" ? shopify : dynamics;
  const columns = new Map(header.map((name) => [name.toLowerCase(), name]));
  return Object.fromEntries(
    importFields.flatMap((field) => {
      const column = names[field]?.map((name) => columns.get(name.toLowerCase())).find((name) => name !== undefined);
      return column === undefined ? [] : [[field, column]];
    }),
  );
}

/** Fields that say who a row is about: a header in which a preset knows none of them is not of its kind. */
const telling: readonly string[] = ["externalReference", "email", "firstName", "lastName", "organizationName"];

/** The preset that knows most columns of a header; `undefined` when none knows one that tells who a row is about. */
export function recognizePreset(header: readonly string[]): PresetName | undefined {
  const known = presetNames.map((name) => {
    const fields = Object.keys(presetColumns(name, header));
    return { name, count: fields.some((field) => telling.includes(field)) ? fields.length : 0 };
  });
  const best = known.reduce((most, one) => (one.count > most.count ? one : most));
  return best.count === 0 ? undefined : best.name;
}
