import { Failure } from "../../failure";
import type { Features } from "../../headquarters";
import type { Customer } from "../customer";
import type { CreateCustomerRequest } from "./create-request";

const secondaryContacts = (request: CreateCustomerRequest) =>
  (request.emails ?? []).length + (request.email ? 1 : 0) > 1 ||
  (request.phones ?? []).length + (request.phone ? 1 : 0) > 1;

/** Several e-mails or phones need the feature `multipleContacts` (A6). */
export function requireContactFeature(request: CreateCustomerRequest, features: Features): void {
  if (secondaryContacts(request) && !features.multipleContacts)
    throw disabled("multipleContacts", "several e-mails or phones");
}

/** What a customer of an asynchronous channel may have only with `enhancedAsyncCustomers` (D4). */
export function requireAsyncFeature(request: CreateCustomerRequest, features: Features): void {
  if (features.enhancedAsyncCustomers) return;
  if (request.affiliations?.length)
    throw disabled("enhancedAsyncCustomers", "affiliations on an asynchronous customer");
  if (request.title) throw disabled("enhancedAsyncCustomers", "a title on an asynchronous customer");
  if (secondaryContacts(request))
    throw disabled("enhancedAsyncCustomers", "secondary contacts on an asynchronous customer");
}

/** What a channel may show of an asynchronous customer without `enhancedAsyncCustomers` (D4). */
export function asChannelMayHave(customer: Customer, features: Features): Customer {
  if (features.enhancedAsyncCustomers) return customer;
  return {
    ...customer,
    title: null,
    affiliations: [],
    emails: customer.emails.filter(({ primary }) => primary),
    phones: customer.phones.filter(({ primary }) => primary),
  };
}

function disabled(feature: string, what: string): Failure {
  return new Failure("feature-disabled", `The feature ${feature} is needed for ${what}.`);
}
