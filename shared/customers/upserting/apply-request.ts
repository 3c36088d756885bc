import type { ChannelConfiguration } from "../../headquarters";
import type { AddressRequest, CreateCustomerRequest } from "../creation/create-request";
import { givenEmails, givenPhones } from "../creation/new-contacts";
import type { Customer } from "../customer";
import { applyChange } from "../editing/apply-change";
import type { CustomerChange } from "../editing/customer-change";
import type { EditCustomerRequest } from "../editing/edit-request";
import { planNewAddress } from "../editing/plan-address";
import { planAffiliations } from "../editing/plan-affiliations";
import { planEdit } from "../editing/plan-edit";

interface ChangeContext {
  /** UTC ISO 8601. */
  readonly now: string;
  newId(): string;
}

/**
 * A customer who is there, changed by what a create request gives; the customer itself when that brings nothing.
 * The given primary e-mail and phone take the place of the former ones, other contacts stay, and addresses that the
 * customer does not have are added. Rejects as the edits do that it is made of.
 */
export function applyRequest(
  customer: Customer,
  request: CreateCustomerRequest,
  channel: ChannelConfiguration,
  { now, newId }: ChangeContext,
): Customer {
  const applied = (before: Customer, change: CustomerChange | undefined) =>
    change === undefined ? before : applyChange(before, change, now);
  const { country } = channel.organization;
  let changed = applied(customer, planEdit(editRequest(request, customer, country), customer, channel, { now, newId }));
  const { externalReference } = request;
  // Whoever has another reference is another customer, so that one is never replaced.
  if (externalReference && customer.externalReference === null)
    changed = applied(changed, { kind: "edit", payload: { externalReference } });
  for (const address of request.addresses ?? [])
    if (!hasAddress(changed, address, country))
      changed = applied(changed, planNewAddress(address, changed, channel, newId));
  const { affiliations } = request;
  return affiliations === undefined ? changed : applied(changed, planAffiliations(affiliations, changed, channel));
}

/** The merge patch of what a request gives; what is null or missing stays. */
function editRequest(request: CreateCustomerRequest, customer: Customer, country: string): EditCustomerRequest {
  const { email: _, phone: __, emails: ___, phones: ____, externalReference: _____, ...others } = request;
  const { addresses: ______, affiliations: _______, ...given } = others;
  const fields = Object.entries(given).filter(([, value]) => value !== null && value !== undefined);
  const [emails, phones] = [givenEmails(request), givenPhones(request, country)];
  const addresses = new Set(emails.map(({ address }) => address.toLowerCase()));
  const numbers = new Set(phones.map(({ number }) => number));
  return {
    ...Object.fromEntries(fields),
    ...(emails.length > 0 && {
      emails: [
        ...withPrimary(emails),
        ...customer.emails
          .filter(({ primary, address }) => !primary && !addresses.has(address.toLowerCase()))
          .map(({ contactId, address }) => ({ contactId, address })),
      ],
    }),
    ...(phones.length > 0 && {
      phones: [
        ...withPrimary(phones),
        ...customer.phones
          .filter(({ primary, number }) => !primary && !numbers.has(number))
          .map(({ contactId, number }) => ({ contactId, number })),
      ],
    }),
  };
}

/** Without a word on it, the first is the primary one. */
const withPrimary = <Contact extends { readonly primary?: boolean | undefined }>(given: readonly Contact[]) =>
  given.some(({ primary }) => primary) ? given : given.map((one, index) => ({ ...one, primary: index === 0 }));

function hasAddress({ addresses }: Customer, given: AddressRequest, defaultCountry: string): boolean {
  const placeOf = ({ street, city, postalCode, country }: AddressRequest) =>
    JSON.stringify([street ?? null, city ?? null, postalCode ?? null, country ?? defaultCountry]).toLowerCase();
  return addresses.some((one) => placeOf(one) === placeOf(given));
}
