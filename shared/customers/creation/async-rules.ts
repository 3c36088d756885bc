import { Failure } from "../../failure";
import type { Features } from "../../headquarters";
import type { Customer } from "../customer";
import type { CreateCustomerRequest } from "./create-request";

const secondaryContacts = (request: CreateCustomerRequest) =>
  (request.emails ?? []).length + (request.email ? 1 : 0) > 1 ||
  (request.phones ?? []).length + (request.phone ? 1 : 0) > 1;

/**
 * Refuses, with `feature-disabled`, what a request may name only with a feature: several e-mails or phones with
 * `multipleContacts` (A6); affiliations, a title or secondary contacts of an asynchronous customer with
 * `enhancedAsyncCustomers` (D4).
 */
export function requireFeatures(request: CreateCustomerRequest, features: Features, isAsync: boolean): void {
  const several = secondaryContacts(request);
  if (several && !features.multipleContacts) throw disabled("multipleContacts", "several e-mails or phones");
  if (!isAsync || features.enhancedAsyncCustomers) return;
  const needsFeature = (what: string) => disabled("enhancedAsyncCustomers", `${what} on an asynchronous customer`);
  if (request.affiliations?.length) throw needsFeature("affiliations");
  if (request.title) throw needsFeature("a title");
  if (several) throw needsFeature("secondary contacts");
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
