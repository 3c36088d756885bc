import type { InputFault } from "../../failure";
import type { Address, Customer } from "../customer";
import { normalizePhone } from "../phone-numbers";
import type { AddressRequest } from "./create-request";

export interface AddressContext {
  readonly customerType: Customer["customerType"];
  /** The customer's own, which an address takes when it names none (A3). */
  readonly name: string;
  readonly phone: string | null;
  /** Of the channel's operating unit (A4). */
  readonly country: string;
  newId(): string;
}

/** The addresses of a new customer: purpose, name, phone and country completed, exactly one primary (A1–A4). */
export function newAddresses(
  given: readonly AddressRequest[],
  context: AddressContext,
  faults: InputFault[],
): Address[] {
  const primaries = given.filter(({ primary }) => primary).length;
  if (primaries > 1) faults.push({ pointer: "/addresses", message: "Only one address can be primary." });
  return given.map((request, index) => {
    const country = request.country ?? context.country;
    return {
      addressId: context.newId(),
      purpose: request.purpose ?? (context.customerType === "person" ? "home" : "business"),
      primary: primaries === 0 ? index === 0 : request.primary === true,
      name: request.name ?? context.name,
      phone: request.phone ? normalizePhone(request.phone, country) : context.phone,
      street: request.street ?? null,
      city: request.city ?? null,
      state: request.state ?? null,
      postalCode: request.postalCode ?? null,
      country,
    };
  });
}
