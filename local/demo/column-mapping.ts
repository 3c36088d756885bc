/** What the demo reads of a customer. */
export const customerFields = [
  "externalReference",
  "title",
  "firstName",
  "middleName",
  "lastName",
  "organizationName",
  "email",
  "phone",
  "street",
  "street2",
  "city",
  "state",
  "postalCode",
  "country",
  "birthday",
] as const;
export type CustomerField = (typeof customerFields)[number];

/** Column names by field. */
export type ColumnNames = Readonly<Partial<Record<CustomerField, string>>>;
/** Where in a row each field is; a field that the file does not have is not in it. */
export type ColumnPositions = ReadonlyMap<CustomerField, number>;

const adventureWorks: ColumnNames = {
  externalReference: "CustomerID",
  title: "Title",
  firstName: "FirstName",
  middleName: "MiddleName",
  lastName: "LastName",
  street: "AddressLine1",
  street2: "AddressLine2",
  city: "City",
  state: "StateProvinceName",
  postalCode: "PostalCode",
  country: "CountryRegionName",
  phone: "PhoneNumber",
  birthday: "BirthDate",
};
const asNamed: ColumnNames = Object.fromEntries(customerFields.map((field) => [field, field]));
const recognizedBy = ["CustomerID", "AddressLine1", "CountryRegionName"];

/** The columns named by `--map field=column`; the last one counts where a field is named twice. */
export function namedColumns(options: readonly string[]): ColumnNames {
  return Object.fromEntries(options.map(namedColumn));
}

function namedColumn(option: string): [CustomerField, string] {
  const [given = "", ...rest] = option.split("=");
  const column = rest.join("=");
  if (column === "") throw new Error(`--map takes field=column, such as lastName=Surname, not "${option}".`);
  const field = customerFields.find((known) => known === given);
  if (field === undefined) {
    throw new Error(`--map ${option}: there is no field "${given}"; the fields are ${customerFields.join(", ")}.`);
  }
  return [field, column];
}

/**
 * Finds each field in a header: the columns that `named` gives, else those of the AdventureWorks file where the header
 * is its own, else those called like the field. Throws when a named column, the external reference or every name is
 * missing.
 */
export function columnPositions(header: readonly string[], named: ColumnNames): ColumnPositions {
  const known = recognizedBy.every((column) => header.includes(column)) ? adventureWorks : asNamed;
  const positions = new Map<CustomerField, number>();
  for (const field of customerFields) {
    const column = named[field] ?? known[field];
    if (column === undefined) continue;
    const position = header.indexOf(column);
    if (position >= 0) positions.set(field, position);
    else if (named[field] !== undefined) throw missing(`has no column "${column}" (--map ${field}=${column})`, header);
  }
  if (!positions.has("externalReference")) {
    throw missing("has no external reference; name its column with --map externalReference=column", header);
  }
  if (!(["firstName", "lastName", "organizationName"] as const).some((field) => positions.has(field))) {
    throw missing("has no names; name a column with --map lastName=column", header);
  }
  return positions;
}

const missing = (what: string, header: readonly string[]) =>
  new Error(`The customers file ${what}. Its columns are ${header.join(", ")}.`);
