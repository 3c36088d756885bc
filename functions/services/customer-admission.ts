import { admitCustomer, legalEntityRules } from "../../shared/customers";
import { nextNumber } from "../../shared/headquarters";
import { cachedFor } from "../../shared/platform/cache";
import * as cosmos from "../../shared/platform/cosmos";
import { traced } from "../../shared/platform/telemetry";
import type { Connections } from "./connections";

export type CustomerAdmission = ReturnType<typeof customerAdmission>;

/** Headquarters' customers and the admission of new ones, with one client or the other; the number blocks are shared. */
export function customerAdmission({ common: { log }, cacheMs, headquarters, impatient }: Connections) {
  // Creates at the till wait for these too: a reading that hangs must not hold them up when headquarters is back.
  const rulesOf = cachedFor(cacheMs, legalEntityRules(cosmos.cosmosConfigurationStore(impatient)));
  const nextAccountNumber = nextNumber(cosmos.cosmosNumberSequences(headquarters), log);
  return (database: cosmos.HeadquartersDatabase) => {
    const customerKeys = cosmos.cosmosCustomerKeys(database);
    return {
      customerKeys,
      headquartersCustomers: cosmos.cosmosHeadquartersCustomers(database, customerKeys),
      admitCustomer: traced(
        "customer.admit",
        ({ customerId }) => ({ customerId }),
        admitCustomer({ rulesOf, customerKeys, nextNumber: nextAccountNumber, log }),
      ),
    };
  };
}
