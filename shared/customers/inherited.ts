import type { ChannelConfiguration } from "../headquarters";
import type { Customer } from "./customer";

/** What a new customer of a channel inherits (D1–D3); the prefilled form of D5. */
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
