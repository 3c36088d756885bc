import type { ColumnPositions, CustomerField } from "./column-mapping";
import { countryCode } from "./country-code";

/** What a POS sends to create a customer; absent members are inherited from the store. */
export interface CustomerRequest {
  readonly externalReference: string;
  readonly customerType: "person" | "organization";
  readonly title?: string | undefined;
  readonly firstName?: string | undefined;
  readonly middleName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly organizationName?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly addresses: readonly object[];
  readonly attributes: Readonly<Record<string, string>>;
}

/** The request that a row stands for, or why the row cannot be a customer. */
export function customerOfRow(row: readonly string[], columns: ColumnPositions): CustomerRequest | string {
  const value: ValueOf = (field) => row[columns.get(field) ?? -1] || undefined;
  const externalReference = value("externalReference");
  if (externalReference === undefined) return "it has no external reference";
  const organizationName = value("organizationName");
  if (!organizationName && !value("firstName") && !value("lastName")) return "it has no name";
  const country = value("country");
  if (country && !countryCode(country)) return `its country "${country}" is not known`;
  const birthday = value("birthday");
  if (birthday && !isDate(birthday)) return `its birthday "${birthday}" is no date such as 1990-05-04`;
  return {
    externalReference,
    customerType: organizationName ? "organization" : "person",
    title: value("title"),
    firstName: value("firstName"),
    middleName: value("middleName"),
    lastName: value("lastName"),
    organizationName,
    email: value("email"),
    phone: value("phone"),
    addresses: addressesOf(value),
    attributes: birthday ? { birthday } : {},
  };
}

type ValueOf = (field: CustomerField) => string | undefined;

function addressesOf(value: ValueOf): object[] {
  const street = [value("street"), value("street2")].filter(Boolean).join(", ") || undefined;
  const country = countryCode(value("country") ?? "");
  const address = { street, city: value("city"), state: value("state"), postalCode: value("postalCode"), country };
  return Object.values(address).some((part) => part !== undefined) ? [address] : [];
}

const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
