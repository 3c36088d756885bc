import { isDeepStrictEqual } from "node:util";
import { fullName } from "../creation/customer-name";
import type { Address, Customer } from "../customer";
import { isSameCard } from "./card-number";
import type { CustomerChange, CustomerEdit } from "./customer-change";

type AddressChange = Extract<CustomerChange, { kind: "changeAddress" }>;

/**
 * A customer after a change; the customer itself when the change brings nothing. `at` is UTC ISO 8601. A change of an
 * address that is gone meanwhile brings nothing.
 */
export function applyChange(customer: Customer, change: CustomerChange, at: string): Customer {
  const changed = { ...customer, ...changedParts(customer, change, at) };
  return isDeepStrictEqual(changed, customer) ? customer : { ...changed, modifiedAt: at };
}

function changedParts(customer: Customer, { kind, payload }: CustomerChange, at: string): Partial<Customer> {
  switch (kind) {
    case "edit":
      return edited(customer, payload);
    case "addAddress":
      return withAddress(customer.addresses, payload);
    case "changeAddress":
      return changedAddress(customer.addresses, payload);
    case "removeAddress":
      return withoutAddress(customer, payload.addressId, at);
    case "replaceAffiliations":
      return { affiliations: payload.affiliations };
    case "issueLoyaltyCard":
      return withCard(customer, payload.cardNumber, at);
  }
}

type Given<Fields> = { [Name in keyof Fields]: Exclude<Fields[Name], undefined> };

/** The fields that have a value. */
const given = <Fields extends object>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<Fields>;

function edited(customer: Customer, { attributes, ...edit }: CustomerEdit): Partial<Customer> {
  const fields = given(edit);
  const parts = { ...customer, ...fields };
  const values = Object.entries({ ...customer.attributes, ...attributes }).filter(([, value]) => value !== null);
  return {
    ...fields,
    name: fullName(parts, parts.customerType),
    formerReferences: formerReferences(customer, parts.externalReference),
    attributes: Object.fromEntries(values) as Customer["attributes"],
  };
}

/** So many are kept: each later renaming tries to free them again. */
const mostFormer = 10;

/** References are compared case-insensitively, as keys are: one that is only written otherwise is not given up. */
function formerReferences({ externalReference: before, formerReferences: former }: Customer, now: string | null) {
  const all = before === null ? former : [before, ...former];
  return all.filter((one) => !isAlike(one, now)).slice(0, mostFormer);
}

const isAlike = (one: string, other: string | null) => one.toLowerCase() === other?.toLowerCase();

/** Exactly one address is primary when there is any (A1); the new one unsets the former (A5). */
function withAddress(addresses: readonly Address[], added: Address): Partial<Customer> {
  if (addresses.some(({ addressId }) => addressId === added.addressId)) return {};
  const primary = added.primary || addresses.length === 0;
  const others = primary ? addresses.map((one) => ({ ...one, primary: false })) : addresses;
  return { addresses: [...others, { ...added, primary }] };
}

function changedAddress(
  addresses: readonly Address[],
  { addressId, primary, ...fields }: AddressChange["payload"],
): Partial<Customer> {
  if (!addresses.some((one) => one.addressId === addressId)) return {};
  return {
    addresses: addresses.map((one) => {
      if (one.addressId === addressId) return { ...one, ...given(fields), primary: primary === true || one.primary };
      return primary ? { ...one, primary: false } : one;
    }),
  };
}

function withoutAddress(customer: Customer, addressId: string, removedAt: string): Partial<Customer> {
  const removed = customer.addresses.find((one) => one.addressId === addressId);
  if (!removed) return {};
  const left = customer.addresses.filter((one) => one !== removed);
  return {
    addresses: removed.primary ? left.map((one, index) => ({ ...one, primary: index === 0 })) : left,
    removedAddresses: [...customer.removedAddresses, { ...removed, primary: false, removedAt }],
  };
}

/** A card is only reserved while its customer has no account number (E3). */
function withCard(customer: Customer, cardNumber: string, at: string): Partial<Customer> {
  const isIssued = customer.accountNumber !== null;
  const held = customer.loyaltyCards.find((card) => isSameCard(card.cardNumber, cardNumber));
  if (held && (held.state === "issued" || !isIssued)) return {};
  const others = customer.loyaltyCards.filter((card) => card !== held);
  const card = isIssued
    ? ({ cardNumber, state: "issued", issuedAt: at } as const)
    : ({ cardNumber, state: "reserved", issuedAt: null } as const);
  return { loyaltyCards: [...others, card] };
}
