import { formatNumber } from "../../../shared/headquarters";
import { type GeneratedCustomer, generatedCustomer } from "./customer-generator";
import { guid, randomAt } from "./random";

export const accountNumberFormat = "00-########";

export interface PreloadedCustomer {
  readonly customerId: string;
  readonly accountNumber: string;
  readonly request: GeneratedCustomer;
}

/** Which customer was preloaded at this place, without asking anybody. */
export function preloadedCustomer(seed: number, index: number): PreloadedCustomer {
  return {
    customerId: guid(randomAt(seed + 1_000_003, index)),
    accountNumber: formatNumber(accountNumberFormat, index + 1),
    request: generatedCustomer(seed, index),
  };
}
