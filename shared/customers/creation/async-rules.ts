import { Failure } from "../../failure";
import type { ChannelConfiguration, Features } from "../../headquarters";
import type { Customer } from "../customer";
import type { CreateCustomerRequest } from "./create-request";
import { givenEmails, givenPhones } from "./new-contacts";

/**
 * Refuses, with `feature-disabled`, what a request may name only with a feature: several e-mails or phones with
 * `multipleContacts` (A6); affiliations, a title or secondary contacts of an asynchronous customer with
 * `enhancedAsyncCustomers` (D4).
 */
export function requireFeatures(
  request: CreateCustomerRequest,
  { global: { features }, organization: { country } }: ChannelConfiguration,
  isAsync: boolean,
): void {
  const several = givenEmails(request).length > 1 || givenPhones(request, country).length > 1;
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
