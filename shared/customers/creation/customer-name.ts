import type { InputFault } from "../../failure";
import type { Customer } from "../customer";

type Named = {
  readonly [Part in "firstName" | "middleName" | "lastName" | "organizationName"]?: string | null | undefined;
};

/** The name as it is shown: first, middle and last name of a person, the organization name of an organization. */
export function fullName(named: Named, customerType: Customer["customerType"]): string {
  if (customerType === "organization") return named.organizationName ?? "";
  return [named.firstName, named.middleName, named.lastName].filter((part) => part).join(" ");
}

/** What a name lacks (C4). */
export function nameFaults(named: Named, customerType: Customer["customerType"]): InputFault[] {
  if (fullName(named, customerType) !== "" && (customerType === "organization" || named.firstName || named.lastName))
    return [];
  return customerType === "organization"
    ? [{ pointer: "/organizationName", message: "An organization needs its name." }]
    : [{ pointer: "/lastName", message: "A person needs a first name or a last name." }];
}
