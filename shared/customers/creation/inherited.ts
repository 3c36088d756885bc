import type { ChannelConfiguration } from "../../headquarters";
import type { Customer } from "../customer";

/** What a new customer of a channel inherits (D1–D3). */
export type Inherited = Pick<
  Customer,
  | "customerType"
  | "customerGroup"
  | "receiptPreference"
  | "receiptEmail"
  | "currency"
  | "language"
  | "affiliations"
  | "financialDimensions"
>;

/** The prefilled form (D5): what a new customer of this type would inherit, without what it may not have (D4). */
export function prefilledForm(channel: ChannelConfiguration, customerType?: Customer["customerType"]): Inherited {
  const inherited = inheritedFrom(channel);
  const mayHaveAffiliations =
    !channel.organization.profile.createCustomerAsync || channel.global.features.enhancedAsyncCustomers;
  return {
    ...inherited,
    customerType: customerType ?? inherited.customerType,
    affiliations: mayHaveAffiliations ? inherited.affiliations : [],
  };
}

/** Financial dimensions come from the customer group: the one named, else the default customer's (D3). */
export function inheritedFrom(channel: ChannelConfiguration, customerGroup?: string): Inherited {
  const { defaultCustomer } = channel.organization;
  const group = customerGroup ?? defaultCustomer.customerGroup;
  return {
    customerType: defaultCustomer.customerType,
    customerGroup: group,
    receiptPreference: defaultCustomer.receiptPreference,
    receiptEmail: defaultCustomer.receiptEmail,
    currency: defaultCustomer.currency,
    language: defaultCustomer.language,
    affiliations: defaultCustomer.affiliations,
    financialDimensions: channel.global.customerGroups[group]?.financialDimensions ?? {},
  };
}
