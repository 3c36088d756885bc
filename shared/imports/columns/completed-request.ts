import type { PresetName } from "./presets";

type Part = Readonly<Record<string, unknown>>;

/** A request made of columns, without what means nothing alone, such as the consent to no e-mail. */
export function completedRequest(request: Part, preset: PresetName | null): Part {
  const { emails, phones, addresses, ...others } = request as Part & Partial<Record<string, readonly Part[]>>;
  const { organizationName, ...person } = others as Part;
  const isNamed = [person["firstName"], person["middleName"], person["lastName"]].some((name) => name !== undefined);
  const isOrganization = person["customerType"] === undefined && organizationName !== undefined && !isNamed;
  // Dynamics repeats the name of a person in the column of the organization's.
  const isRepeated = preset === "dynamics" && person["customerType"] === "person";
  return {
    ...person,
    ...(organizationName === undefined || isRepeated ? {} : { organizationName }),
    ...(isOrganization ? { customerType: "organization" } : {}),
    ...(emails?.[0]?.["address"] === undefined ? {} : { emails }),
    ...(phones?.[0]?.["number"] === undefined ? {} : { phones }),
    ...addressesOf(addresses?.[0]),
  };
}

const places = ["street", "city", "state", "postalCode", "country"];

/** The address of a row is the customer's primary one. */
function addressesOf(address: Part | undefined): { readonly addresses?: readonly Part[] } {
  if (address === undefined) return {};
  const { street2, ...first } = address;
  const street = [first["street"], street2].filter((line) => line !== undefined);
  const joined =
    street.length > 1
      ? { ...first, street: street.join(", ") }
      : { ...first, ...(street2 === undefined ? {} : { street: street2 }) };
  if (!places.some((name) => name in joined)) return {};
  return { addresses: [{ ...joined, primary: true }] };
}
