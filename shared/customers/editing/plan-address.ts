import { isDeepStrictEqual } from "node:util";
import { Failure, type InputFault } from "../../failure";
import type { ChannelConfiguration } from "../../headquarters";
import type { AddressRequest } from "../creation/create-request";
import { newAddresses } from "../creation/new-addresses";
import type { Address, Customer } from "../customer";
import { normalizePhone } from "../phone-numbers";
import type { CustomerChange } from "./customer-change";
import type { ChangeAddressRequest } from "./edit-request";

/** The most addresses that a customer has. */
const mostAddresses = 100;

/** A new address of a customer (A1–A4). Rejects with `invalid-request` when there are too many. */
export function planNewAddress(
  request: AddressRequest,
  customer: Customer,
  channel: ChannelConfiguration,
  newId: () => string,
): Extract<CustomerChange, { kind: "addAddress" }> {
  const faults: InputFault[] = [];
  if (customer.addresses.length >= mostAddresses)
    faults.push({ pointer: "", message: `A customer has at most ${mostAddresses} addresses.` });
  const { customerType, name, phones } = customer;
  const phone = phones.find(({ primary }) => primary)?.number ?? null;
  const { country } = channel.organization;
  const [address] = newAddresses([request], { customerType, name, phone, country, newId }, faults);
  if (address === undefined || faults.length > 0)
    throw new Failure("invalid-request", "The address cannot be added.", { errors: faults });
  return { kind: "addAddress", payload: { ...address, primary: request.primary === true } };
}

/** What a merge patch changes of an address; undefined when nothing. Rejects with `not-found`, `invalid-request`. */
export function planAddressChange(
  request: ChangeAddressRequest,
  customer: Customer,
  addressId: string,
): CustomerChange | undefined {
  const address = addressOf(customer, addressId);
  if (request.primary === false && address.primary) {
    const errors = [{ pointer: "/primary", message: "Make another address the primary one instead." }];
    throw new Failure("invalid-request", "A customer with addresses has a primary one.", { errors });
  }
  const { phone } = request;
  const country = request.country ?? address.country;
  const fields = { ...request, ...(phone ? { phone: normalizePhone(phone, country) } : {}) };
  const changed = Object.entries(fields).filter(
    ([name, value]) => value !== undefined && !isDeepStrictEqual(value, address[name as keyof Address]),
  );
  if (changed.length === 0) return undefined;
  return { kind: "changeAddress", payload: { ...Object.fromEntries(changed), addressId } };
}

/** A soft delete (A5). Rejects with `not-found`. */
export function planAddressRemoval(customer: Customer, addressId: string): CustomerChange {
  addressOf(customer, addressId);
  return { kind: "removeAddress", payload: { addressId } };
}

/** The address of a customer; rejects with `not-found`. */
export function addressOf({ addresses }: Customer, addressId: string): Address {
  const address = addresses.find((one) => one.addressId === addressId);
  if (address === undefined) throw new Failure("not-found", "The customer has no such address.");
  return address;
}
